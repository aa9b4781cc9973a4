//! The signals that end a program, heeded while something is at work that would rather end by itself.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock};

/// Set by the signals that end a program.
pub static STOP: LazyLock<Arc<AtomicBool>> = LazyLock::new(Arc::default);

/// Whether they end the program as they always do.
static AT_EASE: LazyLock<Arc<AtomicBool>> = LazyLock::new(Arc::default);

/// Heeds the signals from now on: the first asks what is at work to end, a second one ends the program at once.
pub fn heed() {
    AT_EASE.store(false, Ordering::SeqCst);
    #[cfg(unix)]
    {
        use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
        use signal_hook::flag::{register, register_conditional_default, register_conditional_shutdown};
        static ONCE: std::sync::Once = std::sync::Once::new();
        ONCE.call_once(|| {
            for signal in [SIGHUP, SIGINT, SIGTERM] {
                let _ = register_conditional_default(signal, AT_EASE.clone());
                let _ = register_conditional_shutdown(signal, 128 + signal, STOP.clone());
                let _ = register(signal, STOP.clone());
            }
        });
    }
}

/// Heeds the signals for as long as this is there, also where somebody can be asked in the terminal: whoever is asked
/// something afterwards can leave by Ctrl+C as ever.
pub struct Heeding(());

impl Heeding {
    pub fn begin() -> Self {
        // In the welcome one attempt may follow another.
        STOP.store(false, Ordering::SeqCst);
        heed();
        Self(())
    }
}

impl Drop for Heeding {
    fn drop(&mut self) {
        AT_EASE.store(true, Ordering::SeqCst);
    }
}
