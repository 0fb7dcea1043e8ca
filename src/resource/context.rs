//! What every resource needs to know to count a month.

use std::fmt;
use std::sync::Arc;

use crate::period::Month;
use crate::region::Region;

/// What happens in the month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scenario {
    /// Everything runs as the lab says and is cleaned up.
    AsPlanned,
    /// Nothing is cleaned up: whatever runs on a schedule runs all the time.
    LeftRunning,
    /// GuardDuty's 30-day free trial falls into the month.
    Trial,
}

impl Scenario {
    /// The name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::AsPlanned => "as-planned",
            Self::LeftRunning => "left-running",
            Self::Trial => "trial",
        }
    }
}

impl fmt::Display for Scenario {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// The month, the place and the scenario that usage is counted for.
#[derive(Clone, Debug)]
pub struct UsageContext {
    /// The resource's name.
    pub resource: Arc<str>,
    /// The lab's Region.
    pub region: Region,
    /// The month.
    pub month: Month,
    /// The scenario.
    pub scenario: Scenario,
}
