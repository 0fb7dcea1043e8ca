//! Labs: a YAML file becomes checked resources.
//!
//! ```text
//! bytes → yaml (tree with places) → file (typed, as written) → check → model (a lab)
//! ```
//! Every fault of a file is found in one run, with its line, column and key.

mod builtin;
mod check;
mod file;
mod keyword;
mod model;
mod read;
mod schema;
mod written_quantity;
pub mod yaml;

pub use builtin::{BUILTIN_NAMES, STARTER, builtin_lab, builtin_text};
pub use check::PARTICIPANTS_MAX;
pub use model::{Assumption, Budget, BudgetPeriod, Lab, LabResource, Uncountable};
pub use read::{LabError, LabFault, parse_lab, read_lab};
pub use schema::lab_schema;
