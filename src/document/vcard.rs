//! A contact card as RFC 6350 has it: version 4.0, escaped, and folded at 75 octets.

/// The longest line, in octets, without its end.
const LONGEST: usize = 75;

/// A card with these properties; their values are plain text.
pub fn card(properties: &[(&str, String)]) -> String {
    let mut card = String::from("BEGIN:VCARD\r\nVERSION:4.0\r\n");
    for (name, value) in properties {
        card.push_str(&folded(&format!("{name}:{}", escaped(value))));
    }
    card.push_str("END:VCARD\r\n");
    card
}

fn escaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    for it in value.chars() {
        match it {
            '\\' | ',' | ';' => text.extend(['\\', it]),
            '\n' => text.push_str("\\n"),
            // No other control character has a place in a card.
            it if it.is_control() => (),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_something_in_a_card_is_escaped() {
        let card = card(&[("FN", "Byron; Ada, \\ Countess\nof \u{7}Lovelace".to_owned())]);
        assert_eq!(
            card,
            "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Byron\\; Ada\\, \\\\ Countess\\nof Lovelace\r\nEND:VCARD\r\n"
        );
    }

    #[test]
    fn no_line_is_longer_than_75_octets_and_unfolding_gives_the_text_again() {
        for name in ["x".repeat(300), "é".repeat(200), "東京".repeat(60), "🙂".repeat(40), String::new()] {
            let card = card(&[("FN", name.clone())]);
            assert!(card.split("\r\n").all(|it| it.len() <= LONGEST), "{card}");
            assert!(card.replace("\r\n ", "").contains(&format!("\r\nFN:{name}\r\n")), "{card}");
        }
    }
}
