//! Usage lines: what a resource will be billed for, in the bill's own words, without a price.

use std::borrow::Cow;
use std::sync::Arc;

use crate::exact::{Exact, OutOfRange};
use crate::money::Rate;
use crate::region::Region;
use crate::service::ServiceCode;
use crate::spread::Spread;

/// One metered thing of one resource in one month.
#[derive(Clone, Debug, PartialEq)]
pub struct UsageLine {
    /// The resource's name in the lab.
    pub resource: Arc<str>,
    /// The row of the cost table that this line belongs to, in the words of AWS's calculator.
    pub heading: Cow<'static, str>,
    /// Whose price list, and whose bill.
    pub service: ServiceCode,
    /// Where it is metered.
    pub region: Region,
    /// The bill's name for it.
    pub usage_type: String,
    /// The operation, where the usage type alone does not say enough.
    pub operation: Option<Cow<'static, str>>,
    /// What is counted.
    pub unit: Cow<'static, str>,
    /// What it is, for a person.
    pub description: Cow<'static, str>,
    /// How much of it.
    pub usage: Usage,
    /// Who says what a unit costs.
    pub pricing: Pricing,
}

/// How much is used in a month. Unknown is never zero.
#[derive(Clone, Debug, PartialEq)]
pub enum Usage {
    /// A quantity, with the way it was worked out.
    Known(Working),
    /// The lab file does not say; the key to set.
    Unknown {
        /// The lab file's key.
        key: &'static str,
    },
}

/// Where a line's rate comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum Pricing {
    /// The price list.
    List,
    /// The lab file states the rate, because no price list has it (Fargate Spot).
    Stated(Rate),
    /// Neither: the lab file should state the rate and does not. The hint says how.
    NotInAnyList {
        /// What to write in the lab file.
        hint: &'static str,
    },
    /// Covered by a free trial.
    FreeTrial(&'static str),
}

/// A quantity as a product of factors, so that it can be shown as a person would work it out.
#[derive(Clone, Debug, PartialEq)]
pub struct Working {
    factors: Vec<Factor>,
    quantity: Spread<Exact>,
}

/// One step of a [`Working`].
#[derive(Clone, Debug, PartialEq)]
pub struct Factor {
    /// The number; the expected one if it is a guess.
    pub value: Exact,
    /// Whether it divides; it multiplies otherwise.
    pub divides: bool,
    /// What the number is, `tasks` or `seconds a run`.
    pub label: Cow<'static, str>,
}

impl Working {
    /// Starts with one number.
    pub fn of(value: impl Into<Spread<Exact>>, label: impl Into<Cow<'static, str>>) -> Self {
        let value = value.into();
        let mut factors = Vec::with_capacity(6);
        factors.push(Factor {
            value: value.expected(),
            divides: false,
            label: label.into(),
        });
        Self {
            factors,
            quantity: value,
        }
    }

    /// Multiplies.
    ///
    /// # Errors
    /// [`OutOfRange`] if the product cannot be held exactly.
    pub fn times(
        mut self,
        value: impl Into<Spread<Exact>>,
        label: impl Into<Cow<'static, str>>,
    ) -> Result<Self, OutOfRange> {
        let value = value.into();
        self.quantity = self.quantity.times(&value)?;
        self.factors.push(Factor {
            value: value.expected(),
            divides: false,
            label: label.into(),
        });
        Ok(self)
    }

    /// Divides.
    ///
    /// # Errors
    /// [`OutOfRange`] if the quotient cannot be held exactly.
    pub fn over(
        mut self,
        value: Exact,
        label: impl Into<Cow<'static, str>>,
    ) -> Result<Self, OutOfRange> {
        self.quantity = self.quantity.map(|quantity| quantity.over(value))?;
        self.factors.push(Factor {
            value,
            divides: true,
            label: label.into(),
        });
        Ok(self)
    }

    /// The product.
    #[must_use]
    pub fn quantity(&self) -> Spread<Exact> {
        self.quantity
    }

    /// The steps.
    #[must_use]
    pub fn factors(&self) -> &[Factor] {
        &self.factors
    }
}

impl UsageLine {
    /// The quantity, if it is known.
    #[must_use]
    pub fn quantity(&self) -> Option<Spread<Exact>> {
        match &self.usage {
            Usage::Known(working) => Some(working.quantity()),
            Usage::Unknown { .. } => None,
        }
    }
}
