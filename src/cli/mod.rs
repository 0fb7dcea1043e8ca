//! The command line: arguments as typed, settings as resolved, one file a command.

mod args;
mod completions;
mod error;
mod estimate;
mod excerpt;
mod exit;
mod explain;
mod lab;
mod output;
mod run;
mod settings;

pub use args::Arguments;
pub use exit::Exit;
pub use run::main;
