//! Checking out: the folder of a new clone gets the files of its newest commit.

use git2::build::CheckoutBuilder;

use super::Repo;
use crate::store::error::StoreError;

impl Repo {
    /// Writes the files of the newest commit into the folder, byte by byte. Whoever calls it has looked before whether
    /// they may all be there: no attribute has a program run over them, and no hook hears of it.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn check_out(&self) -> Result<(), StoreError> {
        let mut ways = CheckoutBuilder::new();
        ways.force().disable_filters(true);
        self.git.checkout_head(Some(&mut ways)).map_err(StoreError::git("write the files of the shared copy"))
    }
}
