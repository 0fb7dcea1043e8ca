//! Usage lines to priced lines: the lookup, the tiers, and what is said where there is no price.

use std::collections::HashMap;
use std::sync::Arc;

use super::error::EstimateError;
use super::model::{Evidence, Line, LineCharge, Status};
use super::options::{Options, Rounding};
use crate::exact::{Exact, OutOfRange};
use crate::money::{Amount, Rate};
use crate::price::{
    Answer, Charge, ChargeError, FreeTier, ListIdentity, Price, PriceBook, PriceError, WhyNone,
};
use crate::spread::Spread;
use crate::unit::same_unit;
use crate::usage::{Pricing, Usage, UsageLine};

/// Prices lines one after the other; remembers how far into its tiers each price has been used,
/// since tiers count what the whole account uses.
pub(super) struct Pricer<'book> {
    book: &'book mut PriceBook,
    options: &'book Options,
    lists: Vec<Arc<ListIdentity>>,
    used: HashMap<*const Price, Spread<Exact>>,
    /// The same for prices with a free first tier, which an estimate without it does not use up.
    used_with_free_tier: HashMap<*const Price, Exact>,
}

/// What a line costs, before it is put together with the line.
pub(super) struct Priced {
    pub(super) status: Status,
    pub(super) monthly: Option<Spread<Amount>>,
    pub(super) charges: Vec<LineCharge>,
    pub(super) evidence: Option<Evidence>,
    /// What it would cost with the free first tier that was left out.
    pub(super) with_free_tier: Option<Amount>,
}

impl Priced {
    fn gap(status: Status) -> Self {
        Self {
            status,
            monthly: None,
            charges: Vec::new(),
            evidence: None,
            with_free_tier: None,
        }
    }

    /// What the free first tier would take off.
    pub(super) fn free_tier_saving(&self) -> Result<Amount, OutOfRange> {
        match (self.monthly, self.with_free_tier) {
            (Some(monthly), Some(with)) => monthly.expected().minus(with),
            _ => Ok(Amount::ZERO),
        }
    }

    /// The line with what it costs.
    pub(super) fn into_line(self, usage: UsageLine) -> Line {
        Line {
            usage,
            status: self.status,
            monthly: self.monthly,
            charges: self.charges,
            evidence: self.evidence,
        }
    }
}

impl<'book> Pricer<'book> {
    pub(super) fn new(book: &'book mut PriceBook, options: &'book Options) -> Self {
        Self {
            book,
            options,
            lists: Vec::new(),
            used: HashMap::new(),
            used_with_free_tier: HashMap::new(),
        }
    }

    /// The lists that were asked, by service and Region.
    pub(super) fn finish(mut self) -> Vec<Arc<ListIdentity>> {
        self.lists.sort_by(|left, right| {
            (&left.service, left.region).cmp(&(&right.service, right.region))
        });
        self.lists
    }

    pub(super) fn price(&mut self, usage: &UsageLine) -> Result<Priced, EstimateError> {
        let mut priced = match &usage.pricing {
            Pricing::NotInAnyList { hint } => Priced::gap(Status::Unpriced((*hint).to_owned())),
            Pricing::Stated(rate) => at_stated_rate(usage, *rate)?,
            Pricing::FreeTrial(trial) => self.in_trial(usage, trial)?,
            Pricing::List => self.at_list_price(usage)?,
        };
        if let (Rounding::Calculator, Some(monthly)) = (self.options.rounding, priced.monthly) {
            let too_large = |error| too_large(usage, error);
            priced.monthly = Some(monthly.map(Amount::to_cents).map_err(too_large)?);
            if let Some(with) = priced.with_free_tier {
                priced.with_free_tier = Some(with.to_cents().map_err(too_large)?);
            }
        }
        Ok(priced)
    }

    fn at_list_price(&mut self, usage: &UsageLine) -> Result<Priced, EstimateError> {
        let evidence = match self.look_up(usage)? {
            Ok(found) => found,
            Err(why) => return Ok(Priced::gap(Status::Unpriced(why))),
        };
        match &usage.usage {
            Usage::Unknown { key } => {
                let reason = unknown_usage(key, &evidence.price);
                Ok(Priced {
                    evidence: Some(evidence),
                    ..Priced::gap(Status::UsageUnknown(reason))
                })
            }
            Usage::Known(working) => {
                let quantity = working.quantity();
                let priced = self.charge(usage, &evidence.price, quantity)?;
                Ok(Priced {
                    evidence: Some(evidence),
                    ..priced
                })
            }
        }
    }

    /// The one price of a line, or why there is none.
    fn look_up(&mut self, usage: &UsageLine) -> Result<Result<Evidence, String>, EstimateError> {
        let operation = usage.operation.as_deref();
        let answer = self
            .book
            .price(&usage.service, usage.region, &usage.usage_type, operation)?;
        let evidence = match answer {
            Answer::One(price, list) => Evidence {
                price: price.clone(),
                list: list.clone(),
            },
            Answer::None(why) => {
                let text = why.to_string();
                if let WhyNone::NotInList(list) = why {
                    self.note_list(&list);
                }
                return Ok(Err(text));
            }
        };
        self.note_list(&evidence.list);
        let price = &evidence.price;
        if !same_unit(&price.unit, &usage.unit) {
            return Err(EstimateError::Price(PriceError::Unit {
                sku: price.sku.to_string(),
                usage_type: usage.usage_type.clone(),
                price_unit: price.unit.to_string(),
                usage_unit: usage.unit.to_string(),
            }));
        }
        Ok(Ok(evidence))
    }

    fn note_list(&mut self, list: &Arc<ListIdentity>) {
        if !self.lists.iter().any(|known| Arc::ptr_eq(known, list)) {
            self.lists.push(list.clone());
        }
    }

    fn charge(
        &mut self,
        usage: &UsageLine,
        price: &Arc<Price>,
        quantity: Spread<Exact>,
    ) -> Result<Priced, EstimateError> {
        let too_large = |error| too_large(usage, error);
        let free_tier = self.options.free_tier;
        let (from, to) = if price.tiers.flat(free_tier).is_some() {
            // One rate for any quantity: what others have used does not matter.
            (Spread::certain(Exact::ZERO), quantity)
        } else {
            let nothing = Spread::certain(Exact::ZERO);
            let used = self.used.entry(Arc::as_ptr(price)).or_insert(nothing);
            let from = *used;
            *used = from.zip(&quantity, Exact::plus).map_err(too_large)?;
            (from, *used)
        };
        let part = |from, to| price.tiers.charge(from, to, free_tier);
        let charged = part(from.expected(), to.expected()).and_then(|expected| {
            let monthly = if from.is_certain() && to.is_certain() {
                Spread::certain(sum(&expected)?)
            } else {
                from.zip(&to, |from, to| Ok::<_, ChargeError>(sum(&part(from, to)?)?))?
            };
            Ok((expected, monthly))
        });
        match charged {
            Ok((charges, monthly)) => Ok(Priced {
                status: status(price, &charges),
                monthly: Some(monthly),
                charges: charges
                    .iter()
                    .map(|charge| line_charge(price, charge))
                    .collect(),
                evidence: None,
                with_free_tier: self
                    .with_free_tier(price, quantity.expected())
                    .map_err(too_large)?,
            }),
            Err(ChargeError::OutOfRange(error)) => Err(too_large(error)),
            Err(error @ ChargeError::BeyondLastTier(_)) => {
                Ok(Priced::gap(Status::Unpriced(error.to_string())))
            }
        }
    }

    /// What a quantity would cost with the free first tier that is left out; none if there is none.
    fn with_free_tier(
        &mut self,
        price: &Arc<Price>,
        quantity: Exact,
    ) -> Result<Option<Amount>, OutOfRange> {
        let left_out = self.options.free_tier == FreeTier::Excluded;
        if !left_out || price.tiers.free_allowance().is_none() {
            return Ok(None);
        }
        let used = self.used_with_free_tier.entry(Arc::as_ptr(price));
        let used = used.or_insert(Exact::ZERO);
        let from = *used;
        *used = from.plus(quantity)?;
        match price.tiers.charge(from, *used, FreeTier::Always) {
            Ok(charges) => sum(&charges).map(Some),
            Err(ChargeError::OutOfRange(error)) => Err(error),
            Err(ChargeError::BeyondLastTier(_)) => Ok(None),
        }
    }

    /// A trial is free whether or not the list has its `Free…` product; if it has, that is the
    /// evidence.
    fn in_trial(&mut self, usage: &UsageLine, trial: &str) -> Result<Priced, EstimateError> {
        let found = self.look_up(usage)?;
        Ok(Priced {
            status: Status::Free(trial.to_owned()),
            monthly: Some(Spread::certain(Amount::ZERO)),
            charges: Vec::new(),
            evidence: found.ok(),
            with_free_tier: None,
        })
    }
}

fn at_stated_rate(usage: &UsageLine, rate: Rate) -> Result<Priced, EstimateError> {
    let Usage::Known(working) = &usage.usage else {
        return Ok(Priced::gap(Status::UsageUnknown(
            "the quantity is not given".to_owned(),
        )));
    };
    let quantity = working.quantity();
    let cost = |quantity| {
        rate.times(quantity)
            .map_err(|error| too_large(usage, error))
    };
    Ok(Priced {
        status: Status::Priced,
        monthly: Some(quantity.map(cost)?),
        charges: vec![LineCharge {
            rate_code: None,
            begin: Exact::ZERO,
            end: None,
            quantity: quantity.expected(),
            rate,
            cost: cost(quantity.expected())?,
        }],
        evidence: None,
        with_free_tier: None,
    })
}

fn sum(charges: &[Charge]) -> Result<Amount, OutOfRange> {
    if let [only] = charges {
        return Ok(only.cost);
    }
    charges
        .iter()
        .try_fold(Amount::ZERO, |sum, charge| sum.plus(charge.cost))
}

fn status(price: &Price, charges: &[Charge]) -> Status {
    if price.tiers.is_free() {
        return Status::Free("the price list says 0".to_owned());
    }
    let free = price.tiers.free_allowance();
    let all_in_allowance = !charges.is_empty() && charges.iter().all(|charge| charge.tier == 0);
    match free {
        Some(tier) if all_in_allowance => Status::Free(match tier.end {
            Some(end) => format!("within the free tier of {end} {}", price.unit),
            None => "within the free tier".to_owned(),
        }),
        _ => Status::Priced,
    }
}

fn line_charge(price: &Price, charge: &Charge) -> LineCharge {
    let tier = &price.tiers.as_slice()[charge.tier];
    LineCharge {
        rate_code: Some(tier.rate_code.clone()),
        begin: charge.begin,
        end: tier.end,
        quantity: charge.quantity,
        rate: tier.rate,
        cost: charge.cost,
    }
}

fn unknown_usage(key: &str, price: &Price) -> String {
    let paid = price
        .tiers
        .as_slice()
        .iter()
        .find(|tier| !tier.rate.is_zero());
    match paid {
        Some(tier) => format!(
            "`{key}` is not given in the lab file; a unit ({}) costs {}",
            price.unit, tier.rate
        ),
        None => format!("`{key}` is not given in the lab file"),
    }
}

fn too_large(usage: &UsageLine, source: OutOfRange) -> EstimateError {
    EstimateError::TooLarge {
        resource: usage.resource.to_string(),
        usage_type: usage.usage_type.clone(),
        source,
    }
}
