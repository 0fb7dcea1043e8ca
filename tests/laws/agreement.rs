//! labcost's totals are those of the second computation, to the exact fraction.

use labcost::estimate::{Estimate, Options, estimate};
use labcost::lab::parse_lab;
use labcost::money::Amount;
use labcost::price::{FreeTier, PriceSource};
use labcost::resource::Scenario;
use labcost::spread::Spread;
use num_rational::BigRational;
use proptest::prelude::*;
use proptest::sample::select;

use super::big::{money, whole};
use super::cases::cases;
use super::lab_plan::{Case, LabPlan};
use super::lab_strategy::lab;
use super::second::{Cost, REGIONS, Setting, cost};

pub(crate) fn setting() -> impl Strategy<Value = Setting> {
    let month = select(&["730h", "2026-11", "2026-02"][..]);
    let scenario = select(&["as-planned", "left-running", "trial"][..]);
    (select(&REGIONS[..]), month, scenario, any::<bool>()).prop_map(
        |((region, _), month, scenario, free_tier_always)| Setting {
            region,
            month,
            scenario,
            free_tier_always,
        },
    )
}

impl Setting {
    pub(crate) fn options(self) -> Options {
        let scenarios = [Scenario::AsPlanned, Scenario::LeftRunning, Scenario::Trial];
        let scenario = scenarios
            .into_iter()
            .find(|known| known.name() == self.scenario);
        Options {
            month: self.month.parse().expect("a month"),
            scenario: scenario.expect("a scenario"),
            free_tier: if self.free_tier_always {
                FreeTier::Always
            } else {
                FreeTier::Excluded
            },
            ..Options::default()
        }
    }

    /// labcost's own estimate.
    pub(crate) fn estimate(self, plan: &LabPlan) -> Estimate {
        self.estimate_with(plan, &self.options())
    }

    pub(crate) fn estimate_with(self, plan: &LabPlan, options: &Options) -> Estimate {
        self.estimate_text(&plan.text(), options)
    }

    pub(crate) fn estimate_text(self, text: &str, options: &Options) -> Estimate {
        let lab = parse_lab("random.yaml", text).expect("a legal lab");
        let region = self.region.parse().expect("a Region");
        estimate(&lab, region, &PriceSource::Bundled, options).expect("an estimate")
    }
}

pub(crate) fn at(spread: &Spread<Amount>, case: Case) -> BigRational {
    money(match case {
        Case::Low => spread.low(),
        Case::Expected => spread.expected(),
        Case::High => spread.high(),
    })
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn two_computations_agree(plan in lab(), setting in setting()) {
        let totals = setting.estimate(&plan).totals;
        for case in Case::ALL {
            let ours = Cost { monthly: at(&totals.monthly, case), gaps: totals.gaps };
            let theirs = cost(&plan, setting, case);
            prop_assert_eq!(&ours, &theirs, "{:?}\n{}", case, plan.text());
        }
    }

    #[test]
    fn a_trial_comes_once_in_twelve_months(plan in lab(), setting in setting()) {
        let trial = Setting { scenario: "trial", ..setting };
        let regular = Setting { scenario: "as-planned", ..setting };
        let totals = trial.estimate(&plan).totals;
        for case in Case::ALL {
            let theirs = cost(&plan, trial, case).monthly
                + whole(11) * cost(&plan, regular, case).monthly;
            prop_assert_eq!(at(&totals.twelve_months, case), theirs, "{}", plan.text());
        }
    }
}
