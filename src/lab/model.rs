//! A lab as the rest of the crate sees it: checked, with every reference resolved.

use std::sync::Arc;

use crate::exact::{Exact, OutOfRange};
use crate::money::{Amount, Currency};
use crate::period::Month;
use crate::region::Region;
use crate::resource::{Resource, Scenario, UsageContext};
use crate::usage::{Usage, UsageLine};

/// A lab: resources, participants and a budget.
#[derive(Clone, Debug, PartialEq)]
pub struct Lab {
    /// The name it is called by.
    pub name: String,
    /// The title on its page.
    pub title: String,
    /// The Region it is written for.
    pub region: Option<Region>,
    /// How many people do it, each with resources of their own.
    pub participants: u32,
    /// The resources, in the file's order.
    pub resources: Vec<LabResource>,
    /// What one has to believe to believe the numbers: guesses and their reasons, and the author's
    /// notes.
    pub assumptions: Vec<Assumption>,
    /// What it may cost.
    pub budget: Option<Budget>,
}

/// A resource with its name.
#[derive(Clone, Debug, PartialEq)]
pub struct LabResource {
    /// The name, unique in the lab.
    pub name: Arc<str>,
    /// The resource.
    pub resource: Resource,
    /// Whether the participants share it, rather than having one each.
    pub shared: bool,
}

/// Something one has to believe to believe the numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assumption {
    /// The resource it is about; the whole lab if none.
    pub resource: Option<Arc<str>>,
    /// The assumption.
    pub text: String,
}

/// What a lab may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// The amount.
    pub amount: Amount,
    /// Its currency.
    pub currency: Currency,
    /// For what.
    pub per: BudgetPeriod,
}

/// What a budget is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BudgetPeriod {
    /// The whole lab for a month.
    Month,
    /// The whole lab for twelve months.
    TwelveMonths,
    /// One participant for a month.
    Participant,
}

impl BudgetPeriod {
    /// `a month`, for a sentence.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Month => "a month",
            Self::TwelveMonths => "for twelve months",
            Self::Participant => "a participant and month",
        }
    }
}

/// A quantity of a resource cannot be held exactly.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the quantities of `{resource}` cannot be counted exactly")]
pub struct Uncountable {
    /// The resource's name.
    pub resource: Arc<str>,
    /// Why.
    pub source: OutOfRange,
}

impl Lab {
    /// Everything that a month of the lab is billed for, in the order of its resources.
    ///
    /// # Errors
    /// [`Uncountable`] names the resource whose quantity cannot be held exactly.
    pub fn usage(
        &self,
        region: Region,
        month: Month,
        scenario: Scenario,
    ) -> Result<Vec<UsageLine>, Uncountable> {
        let mut lines = Vec::with_capacity(self.resources.len() * 2);
        for entry in &self.resources {
            lines.append(&mut self.usage_of(entry, region, month, scenario)?);
        }
        Ok(lines)
    }

    /// What a month of one of its resources is billed for, for all participants.
    ///
    /// # Errors
    /// [`Uncountable`] names the resource.
    pub fn usage_of(
        &self,
        entry: &LabResource,
        region: Region,
        month: Month,
        scenario: Scenario,
    ) -> Result<Vec<UsageLine>, Uncountable> {
        let context = UsageContext {
            resource: entry.name.clone(),
            region,
            month,
            scenario,
        };
        let uncountable = |source| Uncountable {
            resource: entry.name.clone(),
            source,
        };
        let for_all = |usage: Result<Vec<UsageLine>, OutOfRange>, shared: bool| {
            let mut lines = usage?;
            if self.participants != 1 && !shared {
                for line in &mut lines {
                    multiply(line, self.participants)?;
                }
            }
            Ok(lines)
        };
        let Resource::GuardDuty(detector) = &entry.resource else {
            return for_all(entry.resource.usage(&context), entry.shared).map_err(uncountable);
        };
        let mut lines = Vec::new();
        // A task that is watched is there once or for everybody, whoever has the detector.
        for watched in &detector.fargate_tasks {
            let of_task = for_all(watched.usage(&context), watched.shared);
            lines.append(&mut of_task.map_err(uncountable)?);
        }
        let of_account = for_all(detector.own_usage(&context), entry.shared);
        lines.append(&mut of_account.map_err(uncountable)?);
        Ok(lines)
    }

    /// The lab with only some of its resources, and what is assumed about them.
    #[must_use]
    pub fn part(&self, keep: impl Fn(&Resource) -> bool) -> Self {
        let resources = self.resources.iter();
        let resources: Vec<LabResource> = resources
            .filter(|entry| keep(&entry.resource))
            .cloned()
            .collect();
        let kept = |name: &Arc<str>| resources.iter().any(|entry| entry.name == *name);
        let assumptions = self.assumptions.iter();
        let assumptions = assumptions
            .filter(|assumption| assumption.resource.as_ref().is_none_or(kept))
            .cloned()
            .collect();
        Self {
            resources,
            assumptions,
            ..self.clone()
        }
    }

    /// The resource of this name.
    #[must_use]
    pub fn resource(&self, name: &str) -> Option<&LabResource> {
        self.resources
            .iter()
            .find(|resource| &*resource.name == name)
    }
}

/// One line for all participants: tiers apply to what the account uses, not to each person's part.
fn multiply(line: &mut UsageLine, participants: u32) -> Result<(), OutOfRange> {
    if let Usage::Known(working) = &line.usage {
        let working = working
            .clone()
            .times(Exact::from(participants), "participants")?;
        line.usage = Usage::Known(working);
    }
    Ok(())
}
