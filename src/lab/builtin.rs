//! The labs that are part of the binary, and the file that `lab init` writes.

use super::model::Lab;
use super::read::{LabError, parse_lab};

/// Name and text of each built-in lab.
const BUILTIN: [(&str, &str); 1] = [("ecs-security", include_str!("../../labs/ecs-security.yaml"))];

/// The names of the built-in labs; the first is the default.
pub const BUILTIN_NAMES: [&str; 1] = ["ecs-security"];

/// A small lab file with comments, to start from.
pub const STARTER: &str = include_str!("../../labs/starter.yaml");

/// The text of a built-in lab.
#[must_use]
pub fn builtin_text(name: &str) -> Option<&'static str> {
    BUILTIN
        .iter()
        .find(|(builtin, _)| *builtin == name)
        .map(|(_, text)| *text)
}

/// A built-in lab; none of that name if `None`.
///
/// # Errors
/// Never for a released labcost: its tests read every built-in lab.
#[must_use]
pub fn builtin_lab(name: &str) -> Option<Result<Lab, LabError>> {
    builtin_text(name).map(|text| parse_lab(&format!("built-in lab {name}"), text))
}
