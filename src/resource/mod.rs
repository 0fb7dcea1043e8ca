//! Resources: the things in a lab, and the usage lines that each turns into. No resource knows a
//! price.

mod context;
pub mod dynamodb;
pub mod fargate;
pub mod guardduty;
mod kind;
pub mod metered;
mod schedule;
mod words;

pub use context::{Scenario, UsageContext};
pub use kind::{Choice, Kind, Resource};
pub use schedule::{Flow, Per, Running, Runs};
