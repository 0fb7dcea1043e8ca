//! What the account uses of each price in a month.

use std::collections::BTreeMap;

use num_rational::BigRational;
use num_traits::Zero;

use super::prices::{PRICES, PriceKey, charge, usage_type};
use crate::big::{ratio, whole};
use crate::lab_plan::{
    Case, DataFlow, Flow, Guess, Kind, LabPlan, Metered, MeteredQuantity, Per, ResourcePlan, When,
};

/// What the lab is priced for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Setting {
    pub(crate) region: &'static str,
    /// `730h` or a calendar month, with its days.
    pub(crate) month: &'static str,
    pub(crate) scenario: &'static str,
    pub(crate) free_tier_always: bool,
}

/// A month's cost, and how many usage lines have none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cost {
    pub(crate) monthly: BigRational,
    pub(crate) gaps: usize,
}

/// What the account uses.
pub(super) struct Meters<'a> {
    pub(super) setting: Setting,
    pub(super) case: Case,
    /// How many people have what is counted now.
    pub(super) people: BigRational,
    pub(super) plan: &'a LabPlan,
    pub(super) used: BTreeMap<PriceKey, BigRational>,
    pub(super) at_stated_rates: BigRational,
    pub(super) gaps: usize,
}

/// The cost of a plan with all of its guesses at their low, expected or high value.
pub(crate) fn cost(plan: &LabPlan, setting: Setting, case: Case) -> Cost {
    let mut meters = Meters {
        setting,
        case,
        people: whole(1),
        plan,
        used: BTreeMap::new(),
        at_stated_rates: BigRational::zero(),
        gaps: 0,
    };
    for resource in &plan.resources {
        meters.people = meters.people_with(resource);
        match &resource.kind {
            Kind::Fargate(task) => meters.fargate(task),
            Kind::DynamoDb(table) => meters.dynamodb(table),
            Kind::GuardDuty(detector) => meters.guardduty(detector),
            Kind::Metered(metered) => meters.metered(metered),
        }
    }
    let used = meters.used.iter();
    let at_list_prices =
        used.map(|(key, quantity)| charge(&PRICES[key], quantity, setting.free_tier_always));
    Cost {
        monthly: at_list_prices.fold(meters.at_stated_rates, |sum, cost| sum + cost),
        gaps: meters.gaps,
    }
}

impl Setting {
    pub(super) fn days(self) -> BigRational {
        match self.month {
            "730h" => ratio(365, 12),
            "2026-11" => whole(30),
            "2026-02" => whole(28),
            other => panic!("{other}: not in this test"),
        }
    }

    pub(super) fn hours(self) -> BigRational {
        self.days() * whole(24)
    }

    pub(super) fn periods(self, per: Per) -> BigRational {
        match per {
            Per::Hour => self.hours(),
            Per::Day => self.days(),
            Per::Week => self.days() / whole(7),
            Per::Month => whole(1),
        }
    }
}

impl Meters<'_> {
    /// In one account, everybody has a resource that is not shared.
    pub(super) fn people_with(&self, resource: &ResourcePlan) -> BigRational {
        whole(if resource.shared {
            1
        } else {
            self.plan.participants
        })
    }

    pub(super) fn at(&self, guess: &Guess) -> BigRational {
        guess.at(self.case)
    }

    pub(super) fn in_month(&self, flow: &Flow) -> BigRational {
        self.at(&flow.amount) * self.setting.periods(flow.per)
    }

    pub(super) fn gb_in_month(&self, flow: &DataFlow) -> BigRational {
        self.at(&flow.amount) * self.setting.periods(flow.per) / whole(flow.unit.1)
    }

    /// Counts a use of a usage type; a use of unknown size, or without a price, is a gap.
    pub(super) fn count(
        &mut self,
        (service, region): (&str, &str),
        usage_type: &str,
        operation: Option<&str>,
        quantity: Option<BigRational>,
    ) {
        let wanted = [service, region, usage_type].map(str::to_owned);
        let from = (wanted.clone(), String::new());
        let keys: Vec<&PriceKey> = PRICES
            .range(from..)
            .map(|(key, _)| key)
            .take_while(|(key, _)| *key == wanted)
            .filter(|(_, own)| operation.is_none_or(|operation| own == operation))
            .collect();
        match (keys.as_slice(), quantity) {
            ([key], Some(quantity)) => {
                let used = self
                    .used
                    .entry((*key).clone())
                    .or_insert_with(BigRational::zero);
                *used += quantity * &self.people;
            }
            ([], _) | (_, None) => self.gaps += 1,
            (several, _) => panic!("{usage_type} has {} prices", several.len()),
        }
    }

    /// Hours of a month in which one thing runs.
    pub(super) fn hours(&self, when: &When) -> BigRational {
        self.billed_hours(when, |seconds| seconds)
    }

    pub(super) fn billed_hours(
        &self,
        when: &When,
        billed: impl Fn(BigRational) -> BigRational,
    ) -> BigRational {
        let seconds = |length: &Guess, unit: u64| billed(self.at(length) * whole(unit));
        match when {
            _ if self.setting.scenario == "left-running" => self.setting.hours(),
            When::Always => self.setting.hours(),
            When::Once { length, unit, per } => {
                seconds(length, unit.1) * self.setting.periods(*per) / whole(3_600)
            }
            When::Runs {
                count,
                length,
                unit,
            } => seconds(length, unit.1) * self.in_month(count) / whole(3_600),
        }
    }

    pub(super) fn metered(&mut self, metered: &Metered) {
        let region = self.setting.region;
        let meter = metered.meter;
        let quantity = match &metered.quantity {
            MeteredQuantity::Flow(flow) => Some(self.in_month(flow)),
            MeteredQuantity::Hours { count, when } => Some(self.at(count) * self.hours(when)),
            MeteredQuantity::Unknown => None,
        };
        let usage_type = usage_type(region, meter.usage_type, meter.bare_in_virginia);
        let service = (meter.service_code, region);
        self.count(service, &usage_type, meter.operation, quantity);
    }
}
