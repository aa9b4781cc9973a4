//! The program: hands the words of the command line to the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    comity::cli::main(std::env::args_os())
}
