//! Any other metered thing: a usage type and a quantity, as a bill shows them.
//!
//! What surrounds a lab (a NAT gateway, a load balancer, log storage) is told in the bill's own
//! words, so a lab can be priced whole before its service has a model of its own.

use std::borrow::Cow;

use super::context::{Scenario, UsageContext};
use super::schedule::{Flow, Running, duration_text};
use super::words::number_text;
use crate::exact::{Exact, OutOfRange};
use crate::service::ServiceCode;
use crate::spread::Spread;
use crate::usage::{Pricing, Usage, UsageLine, Working};

/// A usage type with a quantity.
#[derive(Clone, Debug, PartialEq)]
pub struct Metered {
    /// Whose price list.
    pub service: ServiceCode,
    /// The usage type without the Region's prefix, which is added.
    pub usage_type: String,
    /// Whether N. Virginia bills this usage type without a prefix.
    pub bare_in_virginia: bool,
    /// The operation, where several products share the usage type.
    pub operation: Option<String>,
    /// What is counted.
    pub unit: String,
    /// How much.
    pub quantity: MeteredQuantity,
}

/// How a metered thing is counted.
#[derive(Clone, Debug, PartialEq)]
#[expect(
    clippy::large_enum_variant,
    reason = "an exact number is large; there are few"
)]
pub enum MeteredQuantity {
    /// A number in each period.
    Flow(Flow),
    /// Something that is there for hours: so many of them, while they run.
    Hours {
        /// How many.
        count: Spread<Exact>,
        /// When.
        running: Running,
    },
    /// The lab file does not say.
    Unknown,
}

impl Metered {
    /// The one usage line.
    ///
    /// # Errors
    /// [`OutOfRange`] if the quantity cannot be held exactly.
    pub fn usage(&self, context: &UsageContext) -> Result<Vec<UsageLine>, OutOfRange> {
        let usage = match &self.quantity {
            MeteredQuantity::Flow(flow) => Usage::Known(flow.in_month(context.month, "units")?),
            MeteredQuantity::Hours { count, running } => {
                let always = context.scenario == Scenario::LeftRunning;
                let running = if always { &Running::Always } else { running };
                let working = Working::of(*count, "running");
                Usage::Known(running.hours(working, context.month, |seconds| seconds)?)
            }
            MeteredQuantity::Unknown => Usage::Unknown { key: "quantity" },
        };
        Ok(vec![UsageLine {
            resource: context.resource.clone(),
            heading: Cow::Owned(self.service.name().to_owned()),
            service: self.service.clone(),
            region: context.region,
            usage_type: if self.bare_in_virginia {
                context.region.usage_type_bare_in_virginia(&self.usage_type)
            } else {
                context.region.usage_type(&self.usage_type)
            },
            operation: self.operation.clone().map(Cow::Owned),
            unit: Cow::Owned(self.unit.clone()),
            description: Cow::Owned(self.usage_type.clone()),
            usage,
            pricing: Pricing::List,
        }])
    }

    /// The usage type and how much of it.
    #[must_use]
    pub fn configuration(&self) -> String {
        let name = &self.usage_type;
        match &self.quantity {
            MeteredQuantity::Flow(flow) => {
                let quantity = number_text(flow.quantity.expected());
                format!("{name}, {quantity} {}/{}", self.unit, flow.per)
            }
            MeteredQuantity::Hours { count, running } => {
                let when = match running {
                    Running::Always => "always on".to_owned(),
                    Running::Runs(runs) => {
                        format!(
                            "for {}/{}",
                            duration_text(runs.seconds_each.expected()),
                            runs.per
                        )
                    }
                };
                format!("{name}, {} {when}", number_text(count.expected()))
            }
            MeteredQuantity::Unknown => format!("{name}, quantity not given"),
        }
    }
}
