//! From a lab file's text to its figures.

use labcost::estimate::{Estimate, Options, Rounding, estimate};
use labcost::exact::Exact;
use labcost::lab::{Lab, builtin_lab, parse_lab};
use labcost::price::PriceSource;
use labcost::resource::Scenario;

/// The resources of a lab file, under its head.
pub(crate) fn lab(resources: &str) -> Lab {
    let head = "version: 1\nname: example\nresources:\n";
    parse_lab("example.yaml", &format!("{head}{resources}")).unwrap()
}

/// The lab of the workshop's security chapter.
pub(crate) fn ecs_security() -> Lab {
    builtin_lab("ecs-security").unwrap().unwrap()
}

/// With the average month of 730 hours, and nothing rounded.
pub(crate) fn plain() -> Options {
    Options::default()
}

/// In a calendar month.
pub(crate) fn in_month(month: &str) -> Options {
    Options {
        month: month.parse().unwrap(),
        ..plain()
    }
}

/// As AWS's calculator does it: each component rounded to cents, then added.
pub(crate) fn as_the_calculator() -> Options {
    Options {
        rounding: Rounding::Calculator,
        ..plain()
    }
}

/// With nothing cleaned up.
pub(crate) fn left_running() -> Options {
    Options {
        scenario: Scenario::LeftRunning,
        ..plain()
    }
}

/// With GuardDuty's trial in the month.
pub(crate) fn in_trial(month: &str) -> Options {
    Options {
        scenario: Scenario::Trial,
        ..in_month(month)
    }
}

/// The estimate from the bundled price lists.
pub(crate) fn priced(lab: &Lab, region: &str, options: &Options) -> Estimate {
    priced_from(&PriceSource::Bundled, lab, region, options)
}

pub(crate) fn priced_from(
    source: &PriceSource,
    lab: &Lab,
    region: &str,
    options: &Options,
) -> Estimate {
    let estimate = estimate(lab, region.parse().unwrap(), source, options).unwrap();
    assert_eq!(estimate.gaps, [], "an example has no gap");
    estimate
}

/// The exact month, in decimals if it has an end and as a fraction otherwise.
pub(crate) fn exactly(estimate: &Estimate) -> String {
    written(estimate.totals.monthly.expected().to_exact())
}

/// The exact amount of each line.
pub(crate) fn lines(estimate: &Estimate) -> Vec<String> {
    let amounts = estimate.lines.iter();
    let amounts = amounts.map(|line| line.monthly.unwrap().expected());
    amounts.map(|amount| written(amount.to_exact())).collect()
}

fn written(number: Exact) -> String {
    if number.is_decimal() {
        number.to_decimal()
    } else {
        number.to_fraction()
    }
}

/// The month and the twelve months, as a person sees them.
pub(crate) fn shown(estimate: &Estimate) -> [String; 2] {
    let totals = &estimate.totals;
    [totals.monthly, totals.twelve_months].map(|amount| amount.expected().shown())
}
