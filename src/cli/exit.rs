//! Exit codes: a contract with other people's scripts.

use std::process::ExitCode;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Fine. A closed pipe is fine, too.
    Fine = 0,
    /// The command line is wrong.
    Usage = 2,
    /// There is no trustworthy answer: gaps, with `--strict`.
    Gaps = 3,
    /// An input file is wrong.
    Input = 4,
    /// A bug in labcost.
    Bug = 70,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Fine => Self::SUCCESS,
            Exit::Usage => Self::from(2),
            Exit::Gaps => Self::from(3),
            Exit::Input => Self::from(4),
            Exit::Bug => Self::from(70),
        }
    }
}
