//! The lines of contact cards and calendars (RFC 6350 and RFC 5545): escaped, and folded at 75 octets.

use crate::model::shown::is_unsafe;

/// The longest line, in octets, without its end.
const LONGEST: usize = 75;

/// A property whose value is text.
pub fn text(name: &str, value: &str) -> String {
    folded(&format!("{name}:{}", escaped(value)))
}

/// A property whose value has a form of its own: a time, a number, a word of the standard.
pub fn value(name: &str, value: &str) -> String {
    let value: String = value.chars().filter(|it| !is_unsafe(*it)).collect();
    folded(&format!("{name}:{value}"))
}

fn escaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    for it in value.chars() {
        match it {
            '\\' | ',' | ';' => text.extend(['\\', it]),
            '\n' => text.push_str("\\n"),
            // Nothing else that acts on a screen has a place in a line.
            it if is_unsafe(it) => (),
            it => text.push(it),
        }
    }
    text
}

/// A line broken so that none is too long; never within a character.
fn folded(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 2);
    let mut length = 0;
    for it in line.chars() {
        if length + it.len_utf8() > LONGEST {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(it);
        length += it.len_utf8();
    }
    out.push_str("\r\n");
    out
}
