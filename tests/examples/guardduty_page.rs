//! Amazon GuardDuty pricing page: the rules, with the prices of Sydney.

use super::pricing::{ecs_security, exactly, in_trial, lab, lines, plain, priced};
use labcost::estimate::Options;
use labcost::lab::Lab;
use labcost::resource::{Choice, Kind};

#[test]
fn the_row_that_the_workshops_page_leaves_blank() {
    // Runtime Monitoring: 1 vCPU for 15 minutes a day is 1/96 of a vCPU-month × 1.70 = 17/960
    // CloudTrail events:  10,000 × 4.60 per million                                = 0.046
    // flow and DNS logs:  0.1 GB × 1.15                                            = 0.115
    // 17/960 + 0.046 + 0.115 = 0.0177083… + 0.161 = 0.1787083… = 4289/24000
    let options = Options {
        only: vec![Choice::Kind(Kind::GuardDuty)],
        ..plain()
    };
    let estimate = priced(&ecs_security(), "ap-southeast-2", &options);
    assert_eq!(lines(&estimate), ["17/960", "0.046", "0.115"]);
    assert_eq!(exactly(&estimate), "4289/24000");
}

/// All that a detector is billed for and the lab does not have.
const QUIET: &str = "    cloudtrail_events: 0\n    flow_and_dns_logs: 0 GB\n";

fn detector(plans: &str) -> Lab {
    lab(&format!("  detector:\n    type: guardduty\n{plans}"))
}

#[test]
fn logs_get_cheaper_by_tier() {
    // The first 500 GB of flow and DNS logs together, the next 2,000 GB, and the rest:
    // 500 × 1.15 + 2,000 × 0.58 + 500 × 0.29 = 575 + 1,160 + 145 = 1,880
    let logs = detector("    cloudtrail_events: 0\n    flow_and_dns_logs: 3000 GB/month\n");
    assert_eq!(exactly(&priced(&logs, "ap-southeast-2", &plain())), "1880");
}

#[test]
fn runtime_monitoring_gets_cheaper_by_tier() {
    // 600 vCPUs that run all month: 500 × 1.70 + 100 × 0.85 = 850 + 85 = 935
    let vcpus = format!("{QUIET}    runtime_monitoring:\n      ec2_vcpus: 600\n");
    let estimate = priced(&detector(&vcpus), "ap-southeast-2", &plain());
    assert_eq!(exactly(&estimate), "935");
}

#[test]
fn the_account_has_one_set_of_tiers() {
    // Two detectors' logs, 400 GB each, are 800 GB of one account:
    // 400 × 1.15 = 460; then 100 × 1.15 + 300 × 0.58 = 115 + 174 = 289
    let logs =
        "    type: guardduty\n    cloudtrail_events: 0\n    flow_and_dns_logs: 400 GB/month\n";
    let both = lab(&format!("  one:\n{logs}  other:\n{logs}"));
    let estimate = priced(&both, "ap-southeast-2", &plain());
    assert_eq!(lines(&estimate), ["0", "460", "0", "289"]);
}

#[test]
fn the_trial_is_the_first_30_days() {
    // It covers the whole of November, and 30 of December's 31 days: 31 GB × 1/31 × 1.15 = 1.15
    // is left to pay.
    let logs = detector("    cloudtrail_events: 0\n    flow_and_dns_logs: 31 GB/month\n");
    let november = priced(&logs, "ap-southeast-2", &in_trial("2026-11"));
    assert_eq!(exactly(&november), "0");
    let december = priced(&logs, "ap-southeast-2", &in_trial("2026-12"));
    assert_eq!(exactly(&december), "1.15");
    // Eleven months follow without a trial: 1.15 + 11 × 31 × 1.15 = 393.30
    let year = december.totals.twelve_months.expected();
    assert_eq!(year.shown(), "393.30");
}
