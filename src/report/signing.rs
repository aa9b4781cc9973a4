//! What hinders signing, told with the way out.

use super::{Exit, Report, Said};
use crate::store::signer::SignError;

impl From<SignError> for Report {
    fn from(error: SignError) -> Self {
        let message = format!("not saved: {error}");
        let report = |code| Self::new(code, Exit::Failed, message.clone());
        let told = match &error {
            SignError::NoKey => report("E-SIGN-KEY").hint("`git config --global user.signingkey FILE` names the key"),
            SignError::NoFormat(_) => report("E-SIGN-KEY").hint("`git config --global gpg.format ssh`, or openpgp"),
            SignError::NoProgram(_) => report("E-SIGN-PROGRAM")
                .hint("Install it, or let git sign nothing here: `git config commit.gpgsign false`"),
            SignError::Locked(_) => report("E-SIGN-LOCKED")
                .hint("Do it in a terminal, where the key can ask you")
                .hint("An agent keeps a key open for the day: `ssh-add`, or gpg's own"),
            SignError::Failed(_) => report("E-SIGN").hint("See whether `git commit -S` can sign with this key"),
        };
        Self { said: Said::between(error.said(), 4), ..told }
    }
}
