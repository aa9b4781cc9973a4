//! Signatures: by whose key a change is signed, and whether that key was theirs on its day.

use std::collections::HashMap;

use chrono::NaiveDate;
use ssh_key::public::KeyData;
use ssh_key::{Algorithm, EcdsaCurve, PublicKey, SshSig};

use super::finding::{Code, Finding};
use super::people::{Known, People};
use crate::model::{RecordId, shown};
use crate::store::repo::{Saved, Signed};
use crate::store::signer::{SignError, is_signed_by_openpgp};

/// The purpose for which git lets people sign.
const PURPOSE: &str = "git";

/// The beginning of an OpenPGP key in a person's record; the rest is its public part in base 64, on one line.
pub(super) const OPENPGP: &str = "openpgp ";

/// Shorter RSA keys are not taken, in bits.
const SHORTEST_RSA: usize = 2048;

/// Looks at signatures, and remembers what it has been told about OpenPGP keys.
#[derive(Default)]
pub(super) struct Signatures {
    openpgp: HashMap<(String, String), bool>,
}

/// What is asked about a change's signature.
pub(super) struct Question<'a> {
    pub saved: &'a Saved,
    pub signed: Option<&'a Signed>,
    /// The people before the change.
    pub people: &'a People,
    /// Who acted.
    pub who: Option<&'a RecordId>,
    /// Whose address the change bears.
    pub by_address: Option<&'a RecordId>,
    /// The day on which it was put where it stands.
    pub on: NaiveDate,
    /// Whether everybody has to sign.
    pub everybody: bool,
}

impl Signatures {
    /// What is not right about the signature of a change; nothing where all is well.
    pub fn look(&mut self, asked: &Question<'_>) -> Option<Finding> {
        match self.fault(asked) {
            Ok(fault) => fault,
            // What nobody can look at is not taken on trust.
            Err(error) => Some(Finding::of(
                Code::Signature,
                asked.saved,
                None,
                format!("its signature cannot be looked at: {error}"),
            )),
        }
    }

    fn fault(&mut self, asked: &Question<'_>) -> Result<Option<Finding>, SignError> {
        let say = |code, message: String| Ok(Some(Finding::of(code, asked.saved, None, message)));
        // Whoever has keys signs; whoever acts in the name of somebody without keys signs with their own.
        let has_keys =
            |it: &&RecordId| asked.people.keys_of(it).iter().any(|it| it.from.is_none_or(|on| on <= asked.on));
        let signer = [asked.who, asked.by_address].into_iter().flatten().find(has_keys);
        let Some(signed) = asked.signed else {
            return match signer {
                Some(person) => say(Code::Unsigned, format!("it is not signed, and {person} has signing keys")),
                None if asked.everybody => say(Code::Unsigned, "it is not signed".to_owned()),
                None => Ok(None),
            };
        };
        let text = signed.signature.trim_start();
        let theirs = match text {
            _ if text.starts_with("-----BEGIN SSH SIGNATURE-----") => match by_ssh(text, &signed.text) {
                Ok(key) => asked.people.find(|it| ssh_key(it).is_some_and(|it| *it.key_data() == key)),
                Err(reason) => return say(Code::Signature, reason.to_owned()),
            },
            _ if text.starts_with("-----BEGIN PGP SIGNATURE-----") => self.by_openpgp(asked, signer, signed)?,
            _ => return say(Code::Signature, "its signature is of a kind that is not taken".to_owned()),
        };
        let Some(signer) = signer else {
            return match theirs.first() {
                // Nobody with a key of record acts under another name unseen.
                Some(other) if Some(&other.person) != asked.who => {
                    say(Code::Key, format!("it is signed by a key of {}", other.person))
                }
                None if asked.everybody => say(Code::Key, "it is signed by a key of nobody here".to_owned()),
                _ => Ok(None),
            };
        };
        let Some(key) = theirs.iter().find(|it| it.person == *signer) else {
            let whose = theirs.first().map_or_else(|| "of nobody here".to_owned(), |it| format!("of {}", it.person));
            return say(Code::Key, format!("it is signed by a key {whose}, not of {signer}"));
        };
        let (day, of) = (shown::day(asked.on), format!("the key of {signer}"));
        match (key.from, key.until) {
            (Some(from), _) if asked.on < from => {
                say(Code::KeyDay, format!("it was made on {day}, and {of} counts from {}", shown::day(from)))
            }
            (_, Some(until)) if asked.on > until => {
                say(Code::KeyDay, format!("it was made on {day}, and {of} counted until {}", shown::day(until)))
            }
            _ => Ok(None),
        }
    }

    /// The keys that made an OpenPGP signature, of those of whoever has to have signed.
    fn by_openpgp(
        &mut self,
        asked: &Question<'_>,
        signer: Option<&RecordId>,
        signed: &Signed,
    ) -> Result<Vec<Known>, SignError> {
        let mut theirs = Vec::new();
        for key in signer.map(|it| asked.people.keys_of(it)).iter().flat_map(|it| it.iter()) {
            let Some(binary) = key.words.strip_prefix(OPENPGP).and_then(of_base64) else { continue };
            let pair = (asked.saved.id.clone(), key.words.clone());
            let fits = match self.openpgp.get(&pair) {
                Some(fits) => *fits,
                None => is_signed_by_openpgp(&binary, &signed.signature, &signed.text)?,
            };
            self.openpgp.insert(pair, fits);
            if fits {
                theirs.push(key.clone());
            }
        }
        Ok(theirs)
    }
}

/// The key that made an SSH signature over a text for git.
fn by_ssh(signature: &str, text: &[u8]) -> Result<KeyData, &'static str> {
    let signature = SshSig::from_pem(signature).map_err(|_| "its signature cannot be read")?;
    if signature.namespace() != PURPOSE {
        return Err("its signature was made for another purpose than a change");
    }
    let key = signature.public_key().clone();
    let strong = match &key {
        KeyData::Ed25519(_) | KeyData::SkEd25519(_) | KeyData::SkEcdsaSha2NistP256(_) => true,
        KeyData::Ecdsa(_) => {
            matches!(key.algorithm(), Algorithm::Ecdsa { curve: EcdsaCurve::NistP256 | EcdsaCurve::NistP384 })
        }
        KeyData::Rsa(rsa) => {
            let bits = rsa.n.as_positive_bytes().map_or(0, |it| it.len() * 8);
            // Without a hash it is SHA-1.
            bits >= SHORTEST_RSA && matches!(signature.algorithm(), Algorithm::Rsa { hash: Some(_) })
        }
        _ => false,
    };
    if !strong {
        return Err("its signature is of a kind that is not taken");
    }
    PublicKey::from(key.clone())
        .verify(PURPOSE, text, &signature)
        .map_err(|_| "its signature was made for another text")?;
    Ok(key)
}

fn ssh_key(words: &str) -> Option<PublicKey> {
    (!words.starts_with(OPENPGP)).then(|| PublicKey::from_openssh(words).ok())?
}

/// The bytes of a text in base 64.
pub(super) fn of_base64(text: &str) -> Option<Vec<u8>> {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bytes, mut bits, mut n_bits) = (Vec::new(), 0u32, 0);
    for letter in text.trim().trim_end_matches('=').bytes() {
        let value = LETTERS.iter().position(|it| *it == letter)?;
        bits = bits << 6 | u32::try_from(value).ok()?;
        n_bits += 6;
        if n_bits >= 8 {
            n_bits -= 8;
            bytes.push((bits >> n_bits) as u8);
            bits &= (1 << n_bits) - 1;
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_64_is_read_and_nothing_else() {
        assert_eq!(of_base64("aGVsbG8="), Some(b"hello".to_vec()));
        assert_eq!(of_base64("aGVsbG8"), Some(b"hello".to_vec()));
        assert_eq!(of_base64(""), Some(Vec::new()));
        assert_eq!(of_base64("a-b"), None);
    }
}
