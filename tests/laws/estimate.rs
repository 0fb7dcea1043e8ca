//! Estimates: sums are sums, order and grouping do not matter, more never costs less.

use labcost::estimate::{Detail, Estimate, Line, Options, Rounding, Status, Totals};
use labcost::money::Amount;
use labcost::resource::{Choice, Kind};
use labcost::spread::Spread;
use labcost::usage::Pricing;
use num_rational::BigRational;
use num_traits::{Signed, Zero};
use proptest::prelude::*;
use proptest::sample::Index;

use super::agreement::{at, setting};
use super::big::{big, half_a_unit, money, whole};
use super::cases::cases;
use super::lab_plan::{Case, LabPlan};
use super::lab_strategy::lab;

fn sum<'a>(amounts: impl Iterator<Item = &'a Spread<Amount>>, case: Case) -> BigRational {
    amounts.fold(BigRational::zero(), |sum, amount| sum + at(amount, case))
}

fn amounts(estimate: &Estimate) -> impl Iterator<Item = &Spread<Amount>> {
    estimate
        .lines
        .iter()
        .filter_map(|line| line.monthly.as_ref())
}

/// Monthly totals: low, expected and high.
fn monthly(totals: &Totals) -> [BigRational; 3] {
    Case::ALL.map(|case| at(&totals.monthly, case))
}

/// A line's charges add up to its quantity and to its cost.
fn check_charges(line: &Line) -> Result<(), TestCaseError> {
    let quantities = line.charges.iter().map(|charge| big(charge.quantity));
    let costs = line.charges.iter().map(|charge| money(charge.cost));
    let add = |sum: BigRational, part: BigRational| sum + part;
    if let Some(monthly) = &line.monthly {
        prop_assert_eq!(
            costs.fold(BigRational::zero(), add),
            at(monthly, Case::Expected)
        );
        if !matches!(line.usage.pricing, Pricing::FreeTrial(_)) {
            let quantity = line.usage.quantity().expect("a priced line has a quantity");
            let charged = quantities.fold(BigRational::zero(), add);
            prop_assert_eq!(charged, big(quantity.expected()));
        }
    }
    prop_assert_eq!(line.monthly.is_none(), line.status.is_gap());
    if matches!(line.status, Status::Free(_)) {
        let free = line.monthly.expect("free is not unknown");
        prop_assert!(free.expected().is_zero());
    }
    Ok(())
}

const TASK: &str = "{type: fargate, vcpu: 1, memory: 2 GB, schedule: always}\n";

/// Spot tasks whose rates nobody states: two gaps.
const UNPRICED: &str = "  unpriced:
    type: fargate
    vcpu: 1
    memory: 2 GB
    schedule: 1 h/day
    spot: true
";

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn totals_are_the_sums_of_the_lines(plan in lab(), setting in setting()) {
        let estimate = setting.estimate(&plan);
        for line in &estimate.lines {
            check_charges(line)?;
        }
        let rows = || estimate.services.iter().map(|service| &service.totals);
        for case in Case::ALL {
            let total = at(&estimate.totals.monthly, case);
            prop_assert_eq!(sum(amounts(&estimate), case), total.clone());
            prop_assert_eq!(sum(rows().map(|totals| &totals.monthly), case), total);
            let year = at(&estimate.totals.twelve_months, case);
            prop_assert_eq!(sum(rows().map(|totals| &totals.twelve_months), case), year);
        }
        let gaps = estimate.lines.iter().filter(|line| line.monthly.is_none()).count();
        prop_assert_eq!(estimate.totals.gaps, gaps);
        prop_assert_eq!(estimate.gaps.len(), gaps);
        prop_assert_eq!(rows().map(|totals| totals.gaps).sum::<usize>(), gaps);
    }

    #[test]
    fn every_line_is_in_one_row(plan in lab(), setting in setting()) {
        let estimate = setting.estimate(&plan);
        let mut lines: Vec<usize> = Vec::new();
        for service in &estimate.services {
            lines.extend(&service.lines);
        }
        lines.sort_unstable();
        prop_assert_eq!(lines, (0..estimate.lines.len()).collect::<Vec<_>>());
    }

    #[test]
    fn without_its_lines_an_estimate_says_the_same(plan in lab(), setting in setting()) {
        let options = Options { detail: Detail::Rows, ..setting.options() };
        let (lines, rows) = (setting.estimate(&plan), setting.estimate_with(&plan, &options));
        prop_assert_eq!(lines.totals, rows.totals);
        prop_assert_eq!(lines.gaps, rows.gaps);
        prop_assert!(rows.lines.is_empty());
        for (with, without) in lines.services.iter().zip(&rows.services) {
            prop_assert_eq!(with.totals, without.totals);
        }
    }

    #[test]
    fn a_row_counts_its_resources(setting in setting(), count in 4_usize..12) {
        let tasks = (0..count).map(|place| format!("  task-{place}: {TASK}"));
        let text = format!("version: 1\nname: many\nresources:\n{}", tasks.collect::<String>());
        let estimate = setting.estimate_text(&text, &setting.options());
        let row = &estimate.services[0];
        prop_assert_eq!(&row.configuration, &format!("{count} resources"));
        prop_assert_eq!(row.lines.len(), 2 * count);
    }

    #[test]
    fn twelve_months_are_twelve_exact_months(plan in lab(), setting in setting()) {
        prop_assume!(setting.scenario != "trial");
        let totals = setting.estimate(&plan).totals;
        for case in Case::ALL {
            prop_assert_eq!(at(&totals.twelve_months, case), whole(12) * at(&totals.monthly, case));
        }
    }

    #[test]
    fn low_is_not_above_high(plan in lab(), setting in setting()) {
        let estimate = setting.estimate(&plan);
        let [low, expected, high] = monthly(&estimate.totals);
        prop_assert!(!low.is_negative() && low <= expected && expected <= high);
        // Not so for each line: it may fall where another line's high use has reached the cheap
        // tiers.
        for service in &estimate.services {
            let [low, expected, high] = monthly(&service.totals);
            prop_assert!(low <= expected && expected <= high, "{}", service.heading);
        }
    }

    #[test]
    fn the_order_of_resources_does_not_matter(
        plan in lab(),
        setting in setting(),
        seed in any::<Index>(),
    ) {
        let (one, other) = (setting.estimate(&plan), setting.estimate(&plan.reordered(seed)));
        prop_assert_eq!(one.totals, other.totals);
    }

    #[test]
    fn two_parts_add_up_to_the_whole(
        plan in lab(),
        setting in setting(),
        bits in 1_usize..15,
    ) {
        // No kind of these random labs shares a price with another.
        let part = |chosen: usize| {
            let kinds = Kind::ALL.into_iter().enumerate();
            let kinds = kinds.filter(|(place, _)| bits >> place & 1 == chosen);
            let only = kinds.map(|(_, kind)| Choice::Kind(kind)).collect();
            let options = Options { only, ..setting.options() };
            setting.estimate_with(&plan, &options).totals
        };
        let (one, other) = (part(0), part(1));
        let whole = setting.estimate(&plan).totals;
        for case in Case::ALL {
            let sum = at(&one.monthly, case) + at(&other.monthly, case);
            prop_assert_eq!(sum, at(&whole.monthly, case));
        }
        prop_assert_eq!(one.gaps + other.gaps, whole.gaps);
    }

    #[test]
    fn more_of_anything_never_costs_less(
        plan in lab(),
        setting in setting(),
        which in any::<Index>(),
        per_cent in 1_u64..=100,
    ) {
        let less = setting.estimate(&plan).totals;
        let more = setting.estimate(&plan.grown(which, per_cent)).totals;
        for (less, more) in monthly(&less).iter().zip(&monthly(&more)) {
            prop_assert!(less <= more, "{} > {}\n{}", less, more, plan.text());
        }
        prop_assert_eq!(less.gaps, more.gaps);
    }

    #[test]
    fn more_people_never_cost_less(
        plan in lab(),
        setting in setting(),
        more_people in 1_u32..50,
    ) {
        let more = LabPlan { participants: plan.participants + more_people, ..plan.clone() };
        let (less, more) = (setting.estimate(&plan).totals, setting.estimate(&more).totals);
        for (less, more) in monthly(&less).iter().zip(&monthly(&more)) {
            prop_assert!(less <= more);
        }
    }

    #[test]
    fn a_gap_is_carried_and_adds_nothing(plan in lab(), setting in setting()) {
        let without = setting.estimate(&plan);
        let lab = plan.text() + UNPRICED;
        let with = setting.estimate_text(&lab, &setting.options());
        prop_assert_eq!(monthly(&with.totals), monthly(&without.totals));
        prop_assert_eq!(with.totals.gaps, without.totals.gaps + 2);
        prop_assert!(!with.is_complete());
    }

    #[test]
    fn the_calculator_is_off_by_half_a_cent_a_line_at_most(
        plan in lab(),
        setting in setting(),
    ) {
        let rounded = Options { rounding: Rounding::Calculator, ..setting.options() };
        let (exact, rounded) = (setting.estimate(&plan), setting.estimate_with(&plan, &rounded));
        for (exact, rounded) in amounts(&exact).zip(amounts(&rounded)) {
            for case in Case::ALL {
                let cents = at(rounded, case) * whole(100);
                prop_assert!(cents.is_integer());
                prop_assert!((at(exact, case) - at(rounded, case)).abs() <= half_a_unit(2));
            }
        }
        for case in Case::ALL {
            prop_assert_eq!(sum(amounts(&rounded), case), at(&rounded.totals.monthly, case));
        }
    }
}
