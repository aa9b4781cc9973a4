//! A contact card as RFC 6350 has it, version 4.0.

use super::lines;

/// A card with these properties; their values are plain text.
pub fn card(properties: &[(&str, String)]) -> String {
    let mut card = String::from("BEGIN:VCARD\r\nVERSION:4.0\r\n");
    for (name, value) in properties {
        card.push_str(&lines::text(name, value));
    }
    card.push_str("END:VCARD\r\n");
    card
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
            assert!(card.split("\r\n").all(|it| it.len() <= 75), "{card}");
            assert!(card.replace("\r\n ", "").contains(&format!("\r\nFN:{name}\r\n")), "{card}");
        }
    }
}
