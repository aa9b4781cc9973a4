//! The program: opens one of the two front doors.

use std::process::ExitCode;

use comity::{cli, tui};

fn main() -> ExitCode {
    let screen = cli::Screen {
        require: tui::require_terminal,
        open: tui::run,
        welcome: tui::wizard::welcome,
        keys: tui::keys_file::told,
        manual_keys: tui::keys_told::in_lines,
    };
    cli::main(std::env::args_os(), screen)
}
