//! Amazon DynamoDB pricing page, on-demand capacity, with the prices of Sydney.

use super::pricing::{exactly, in_month, lab, lines, plain, priced, shown};
use labcost::estimate::Options;
use labcost::price::FreeTier;

#[test]
fn a_million_transactional_writes() {
    // A write in a transaction takes two write units for each started KB.
    // 1,000,000 items of less than 1 KB × 2 = 2,000,000 units × 0.71 per million = 1.42
    let table = "  table:
    type: dynamodb
    item_size: 900 B
    storage: 0 GB
    eventually_consistent_reads: 0
    transactional_writes: 1 million/month
";
    let estimate = priced(&lab(table), "ap-southeast-2", &plain());
    assert_eq!(exactly(&estimate), "1.42");
    assert_eq!(shown(&estimate), ["1.42", "17.04"]);
}

#[test]
fn units_by_consistency() {
    // An item of 5 KB is two started blocks of 4 KB to read and five started KB to write.
    // eventually consistent: 1,000,000 × 2 × 0.5 = 1,000,000 × 0.1425 per million = 0.1425
    // strongly consistent:   1,000,000 × 2 × 1   = 2,000,000                      = 0.285
    // in transactions:       1,000,000 × 2 × 2   = 4,000,000                      = 0.57
    // writes:                1,000,000 × 5       = 5,000,000 × 0.71 per million   = 3.55
    let table = "  table:
    type: dynamodb
    item_size: 5 KB
    storage: 0 GB
    eventually_consistent_reads: 1 million/month
    strongly_consistent_reads: 1 million/month
    transactional_reads: 1 million/month
    writes: 1 million/month
";
    let estimate = priced(&lab(table), "ap-southeast-2", &plain());
    assert_eq!(
        lines(&estimate),
        ["0.1425", "0.285", "0.57", "3.55", "0"],
        "the last line is the storage"
    );
}

#[test]
fn the_first_25_gb_are_free_if_the_free_tier_is_applied() {
    // Without the free tier: 30 GB × 0.285 = 8.55. With it: (30 − 25) GB × 0.285 = 1.425
    let table = "  table:
    type: dynamodb
    item_size: 1 KB
    storage: 30 GB
    eventually_consistent_reads: 0
    writes: 0
";
    let lab = lab(table);
    assert_eq!(exactly(&priced(&lab, "ap-southeast-2", &plain())), "8.55");
    let applied = Options {
        free_tier: FreeTier::Always,
        ..plain()
    };
    assert_eq!(exactly(&priced(&lab, "ap-southeast-2", &applied)), "1.425");
}

#[test]
fn provisioned_capacity_by_the_hour() {
    // November has 720 hours.
    // 5 read units × 720 h × 0.000148 = 0.5328; 5 write units × 720 h × 0.00074 = 2.664
    let table = "  table:
    type: dynamodb
    item_size: 1 KB
    storage: 0 GB
    read_capacity_units: 5
    write_capacity_units: 5
";
    let estimate = priced(&lab(table), "ap-southeast-2", &in_month("2026-11"));
    assert_eq!(lines(&estimate), ["0.5328", "2.664", "0"]);
}
