//! How many random cases a law is tried with.

use proptest::test_runner::Config;

/// So many cases. A failure prints the smallest case that was found, and leaves no file behind.
pub(crate) fn cases(cases: u32) -> Config {
    Config {
        failure_persistence: None,
        ..Config::with_cases(cases)
    }
}
