//! Estimates: usage lines with prices, and their sums.
//!
//! ```text
//! lab → usage lines ┐
//!                   ├→ pricing (tiers, gaps) → summing (services, totals) → outlook (what if)
//! price book ───────┘                                  └→ explanation (each number on paper)
//! ```

mod comparison;
mod engine;
mod error;
mod explanation;
mod model;
mod options;
mod outlook;
mod pricing;
mod summing;

pub use comparison::{Comparison, RegionEstimate, compare};
pub use engine::estimate;
pub use error::EstimateError;
pub use explanation::{Explanation, explain};
pub use model::{Estimate, Evidence, Gap, Line, LineCharge, ServiceEstimate, Status, Totals};
pub use options::{Detail, Options, Rounding};
pub use outlook::{Outlook, Saving, outlook};
