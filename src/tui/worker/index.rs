//! What the worker does when nobody asks for anything: it adds to the index of the history what that lacks.

use std::sync::mpsc::{Receiver, TryRecvError};

use super::{Request, Worker};
use crate::history::Indexing;
use crate::store::StoreError;

/// How far the index is. A clone in which it cannot be kept is left alone until the screen is opened again.
pub(super) enum Index {
    Idle,
    Gathering(Box<Indexing>),
    GivenUp,
}

/// So many commits are added before the worker looks whether somebody has asked for something.
const STRETCH: usize = 100;

impl Worker {
    /// What is asked next; what nobody waits for is done until then. Nothing where nobody asks any more.
    pub(super) fn next_request(&mut self, requests: &Receiver<Request>) -> Option<Request> {
        loop {
            let Index::Gathering(indexing) = &mut self.index else { return requests.recv().ok() };
            match requests.try_recv() {
                Ok(request) => return Some(request),
                Err(TryRecvError::Disconnected) => return None,
                Err(TryRecvError::Empty) => match self.history.gather(indexing, STRETCH) {
                    Ok(false) => (),
                    Ok(true) => {
                        self.index = Index::Idle;
                        self.history.read_index_again();
                    }
                    Err(error) => self.give_up(&error),
                },
            }
        }
    }

    /// Looks whether the index lacks so much that it is worth its while.
    pub(super) fn begin_index(&mut self) {
        if matches!(self.index, Index::Idle) && self.history.lacks_much() {
            self.index = Index::Gathering(Box::new(self.history.indexing()));
        }
    }

    fn give_up(&mut self, error: &StoreError) {
        tracing::debug!(%error, "the history is not indexed");
        self.index = Index::GivenUp;
    }
}
