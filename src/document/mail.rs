//! A document as a draft of a letter (RFC 5322) that a mail program opens, ready to be looked over and sent: as text, and
//! as a page for programs that show one.

use chrono::{DateTime, FixedOffset};

/// What goes into the draft.
pub struct Draft<'a> {
    pub subject: &'a str,
    /// Names with their addresses; nobody where the sender is to choose.
    pub to: &'a [(String, String)],
    pub at: Option<DateTime<FixedOffset>>,
    pub text: &'a str,
    pub page: &'a str,
}

/// The draft, with lines that end as those of letters do.
pub fn draft(draft: &Draft<'_>) -> String {
    let to: Vec<String> =
        draft.to.iter().map(|(name, address)| format!("{} <{}>", words(name), bare(address))).collect();
    let mut out = String::from("X-Unsent: 1\r\n");
    // Mail programs take an empty field for a mistake.
    out.extend((!to.is_empty()).then(|| format!("To: {}\r\n", to.join(",\r\n "))));
    out.push_str(&format!("Subject: {}\r\n", encoded(draft.subject)));
    out.extend(draft.at.map(|it| format!("Date: {}\r\n", it.to_rfc2822())));
    out.push_str("MIME-Version: 1.0\r\n");
    out.push_str(&format!("Content-Type: multipart/alternative; boundary=\"{BOUNDARY}\"\r\n\r\n"));
    for (kind, body) in [("plain", draft.text), ("html", draft.page)] {
        out.push_str(&format!("--{BOUNDARY}\r\nContent-Type: text/{kind}; charset=utf-8\r\n"));
        out.push_str("Content-Transfer-Encoding: quoted-printable\r\n\r\n");
        out.extend(body.lines().map(|it| quoted(it) + "\r\n"));
    }
    out.push_str(&format!("--{BOUNDARY}--\r\n"));
    out
}

/// What stands between the parts. Quoted-printable never writes it.
const BOUNDARY: &str = "=_part";

/// An address that ends no header.
fn bare(address: &str) -> String {
    address.chars().filter(|it| it.is_ascii_graphic() && !matches!(it, '<' | '>' | ',')).collect()
}

/// A name before an address.
fn words(name: &str) -> String {
    match name.chars().all(|it| it.is_ascii_alphanumeric() || it == ' ') {
        true => name.to_owned(),
        false => encoded(name),
    }
}

/// Words in a header: as they are where they are plain, else as RFC 2047 has it, piece by piece.
fn encoded(words: &str) -> String {
    let plain = |it: char| it.is_ascii_graphic() || it == ' ';
    if words.len() <= LONGEST && words.chars().all(plain) && !words.contains(['"', '=', '<', '>', '@', '\\']) {
        return words.to_owned();
    }
    let mut pieces: Vec<String> = Vec::new();
    let mut piece = String::new();
    for it in words.chars().map(|it| if it.is_control() { ' ' } else { it }) {
        let mut bytes = [0; 4];
        let one: String = match it {
            ' ' => "_".to_owned(),
            it if it.is_ascii_alphanumeric() => it.to_string(),
            it => it.encode_utf8(&mut bytes).bytes().map(|it| format!("={it:02X}")).collect(),
        };
        if piece.len() + one.len() > PIECE {
            pieces.push(std::mem::take(&mut piece));
        }
        piece.push_str(&one);
    }
    pieces.push(piece);
    pieces.iter().map(|it| format!("=?utf-8?Q?{it}?=")).collect::<Vec<_>>().join("\r\n ")
}

/// The longest line in a letter that nobody has to break.
const LONGEST: usize = 60;

/// An encoded word is at most 75 long, with what stands around it.
const PIECE: usize = 50;

/// A line of the body as quoted-printable.
fn quoted(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut length = 0;
    let mut rest = line.bytes().peekable();
    while let Some(it) = rest.next() {
        let at_end = rest.peek().is_none();
        let plain = matches!(it, b'!'..=b'<' | b'>'..=b'~') || (matches!(it, b' ' | b'\t') && !at_end);
        let one = if plain { char::from(it).to_string() } else { format!("={it:02X}") };
        if length + one.len() > 75 {
            out.push_str("=\r\n");
            length = 0;
        }
        length += one.len();
        out.push_str(&one);
    }
    out
}
