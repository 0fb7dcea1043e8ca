//! AWS Fargate pricing page, example 1, US East (N. Virginia).

use super::pricing::{as_the_calculator, exactly, in_month, lab, lines, priced, shown};
use labcost::estimate::Options;

/// 5 tasks that each run for 600 seconds a day in a month of 30 days, with 1 vCPU, 2 GB of memory
/// and 30 GB of ephemeral storage, on Linux and x86.
const EXAMPLE_1: &str = "  web:
    type: fargate
    vcpu: 1
    memory: 2 GB
    ephemeral_storage: 30 GB
    tasks: 5
    schedule: 600 s/day
";

/// Any month of 30 days will do.
const THIRTY_DAYS: &str = "2026-11";

#[test]
fn example_1() {
    // 5 tasks × 600 s × 30 days = 90,000 s = 25 hours.
    // vCPU:    1 × 25 h × 0.04048            = 1.012
    // memory:  2 GB × 25 h × 0.004445        = 0.22225
    // storage: (30 − 20) GB × 25 h × 0.000111 = 0.02775
    let estimate = priced(&lab(EXAMPLE_1), "us-east-1", &in_month(THIRTY_DAYS));
    assert_eq!(lines(&estimate), ["1.012", "0.22225", "0.02775"]);
    assert_eq!(exactly(&estimate), "1.262");
    assert_eq!(shown(&estimate)[0], "1.26");
}

#[test]
fn example_1_as_the_page_adds_it() {
    // 1.01 + 0.22 + 0.03 = 1.26
    let options = Options {
        month: THIRTY_DAYS.parse().unwrap(),
        ..as_the_calculator()
    };
    let estimate = priced(&lab(EXAMPLE_1), "us-east-1", &options);
    assert_eq!(lines(&estimate), ["1.01", "0.22", "0.03"]);
    assert_eq!(exactly(&estimate), "1.26");
}

#[test]
fn a_run_is_billed_for_a_minute_at_least() {
    // The minimum of the page: 20 s are billed as 60 s. 60 s × 30 days = 0.5 hours.
    // vCPU:   1 × 0.5 h × 0.04048     = 0.02024
    // memory: 2 GB × 0.5 h × 0.004445 = 0.004445
    let short = "  web: {type: fargate, vcpu: 1, memory: 2 GB, schedule: 20 s/day}\n";
    let estimate = priced(&lab(short), "us-east-1", &in_month(THIRTY_DAYS));
    assert_eq!(lines(&estimate), ["0.02024", "0.004445"]);
}
