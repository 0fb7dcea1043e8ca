//! `labcost explain`: each number worked out, and the words that name a line.

use insta::assert_snapshot;

use crate::support::{Outcome, Shell, labcost};

/// The titles of what is explained.
fn explained(arguments: &str) -> crate::support::Result<Vec<String>> {
    let text = labcost(arguments)?.text()?;
    let titles = text
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_digit()));
    Ok(titles.map(str::to_owned).collect())
}

/// 900 s × 365/12 ÷ 3,600 = 365/48 h; × 0.04856 = 44311/120000.
#[test]
fn one_line_by_its_number() -> Outcome {
    assert_snapshot!(labcost("explain 1")?, @r"
    exit code 0
    --- stdout
    1. carts-task: vCPU
       billed as   AmazonECS, usage type APS2-Fargate-vCPU-Hours:perCPU
       quantity    1 task × 1 vCPU × 900 billed seconds a run × 1 run a day × 365/12 days a month ÷ 3600 seconds an hour = 365/48 (about 7.604167) hours
       tier        0 to Inf hours: 365/48 (about 7.604167) × 0.0485600000 = 44311/120000 (about 0.369258)
       monthly     44311/120000 (about 0.369258), shown as 0.37 USD
       12 months   12 × 44311/120000 = 4.4311, shown as 4.43 USD
       price from  SKU MMQG9GMCKV4JUBKW, unit `hours`
       rate code   MMQG9GMCKV4JUBKW.JRTCKXETXF.6YS6EN2CT7
       price list  AmazonECS ap-southeast-2 20251027000000, published 2025-10-27, bundled
    --- stderr
    ");
    Ok(())
}

#[test]
fn one_line_by_its_usage_type() -> Outcome {
    assert_snapshot!(labcost("explain APS2-TimedStorage-ByteHrs")?, @r"
    exit code 0
    --- stdout
    5. carts-table: storage
       billed as   AmazonDynamoDB, usage type APS2-TimedStorage-ByteHrs
       quantity    10 GB stored for the month = 10 GB-Mo
       free tier   the first 25 GB-Mo would be free; left out
       tier        0 to Inf GB-Mo: 10 × 0.2850000000 = 2.85
       monthly     2.85 USD
       12 months   12 × 2.85 = 34.20 USD
       price from  SKU NF4X2QKU7Y7QVY5C, unit `GB-Mo`
       rate code   NF4X2QKU7Y7QVY5C.JRTCKXETXF.VYAP54KATQ
       price list  AmazonDynamoDB ap-southeast-2 20250828000000, published 2025-08-28, bundled
    --- stderr
    ");
    Ok(())
}

/// 0.02 × 1.15 = 0.023 and 1 × 1.15 = 1.15.
#[test]
fn a_guess_has_a_range() -> Outcome {
    assert_snapshot!(labcost("explain APS2-PaidEventsAnalyzed-Bytes")?, @r"
    exit code 0
    --- stdout
    8. guardduty: VPC flow and DNS logs
       billed as   AmazonGuardDuty, usage type APS2-PaidEventsAnalyzed-Bytes
       quantity    0.1 GB = 0.1 GB
       a guess     0.02 to 1 GB
       tier        0 to 500 GB: 0.1 × 1.1500000000 = 0.115
       monthly     0.115, shown as 0.12 USD
       range       0.02 to 1.15 USD a month
       12 months   12 × 0.115 = 1.38 USD
       price from  SKU GZK9CDSFHPQUTW7G, unit `GB`
       rate code   GZK9CDSFHPQUTW7G.JRTCKXETXF.C2QCTD4VXQ
       price list  AmazonGuardDuty ap-southeast-2 20251017000000, published 2025-10-17, bundled
    --- stderr
    ");
    Ok(())
}

#[test]
fn a_free_tier_that_is_applied() -> Outcome {
    assert_snapshot!(labcost("explain APS2-TimedStorage-ByteHrs --free-tier always")?, @r"
    exit code 0
    --- stdout
    5. carts-table: storage
       billed as   AmazonDynamoDB, usage type APS2-TimedStorage-ByteHrs
       quantity    10 GB stored for the month = 10 GB-Mo
       free tier   the first 25 GB-Mo of the account are free; applied
       tier        0 to 25 GB-Mo: 10 × 0.0000000000 = 0
       free        within the free tier of 25 GB-Mo
       monthly     0.00 USD
       12 months   12 × 0 = 0.00 USD
       price from  SKU NF4X2QKU7Y7QVY5C, unit `GB-Mo`
       rate code   NF4X2QKU7Y7QVY5C.JRTCKXETXF.G2A93NZ7DT
       price list  AmazonDynamoDB ap-southeast-2 20250828000000, published 2025-08-28, bundled
    --- stderr
    ");
    Ok(())
}

#[test]
fn a_component_rounded_as_the_calculator_does() -> Outcome {
    assert_snapshot!(labcost("explain 1 --rounding calculator")?, @r"
    exit code 0
    --- stdout
    1. carts-task: vCPU
       billed as   AmazonECS, usage type APS2-Fargate-vCPU-Hours:perCPU
       quantity    1 task × 1 vCPU × 900 billed seconds a run × 1 run a day × 365/12 days a month ÷ 3600 seconds an hour = 365/48 (about 7.604167) hours
       tier        0 to Inf hours: 365/48 (about 7.604167) × 0.0485600000 = 44311/120000 (about 0.369258)
       monthly     0.37 USD, rounded to cents as AWS's calculator does
       12 months   12 × 0.37 = 4.44 USD
       price from  SKU MMQG9GMCKV4JUBKW, unit `hours`
       rate code   MMQG9GMCKV4JUBKW.JRTCKXETXF.6YS6EN2CT7
       price list  AmazonECS ap-southeast-2 20251027000000, published 2025-10-27, bundled
    --- stderr
    ");
    Ok(())
}

#[test]
fn tiers_are_added_up() -> Outcome {
    let shell = Shell::new()?;
    // 500 × 1.15 + 2,000 × 0.58 + 500 × 0.29 = 575 + 1,160 + 145.
    shell.write(
        "logs.yaml",
        "version: 1\nname: logs\nregion: ap-southeast-2\nresources:\n  detector:\n    \
         type: guardduty\n    cloudtrail_events: 0/month\n    flow_and_dns_logs: 3,000 GB/month\n",
    )?;
    assert_snapshot!(shell.run("explain APS2-PaidEventsAnalyzed-Bytes --lab logs.yaml")?, @r"
    exit code 0
    --- stdout
    2. detector: VPC flow and DNS logs
       billed as   AmazonGuardDuty, usage type APS2-PaidEventsAnalyzed-Bytes
       quantity    3000 GB = 3000 GB
       tier        0 to 500 GB: 500 × 1.1500000000 = 575
       tier        500 to 2500 GB: 2000 × 0.5800000000 = 1160
       tier        2500 to 10000 GB: 500 × 0.2900000000 = 145
       monthly     the sum of the tiers: 1880.00 USD
       12 months   12 × 1880 = 22560.00 USD
       price from  SKU GZK9CDSFHPQUTW7G, unit `GB`
       rate code   GZK9CDSFHPQUTW7G.JRTCKXETXF.C2QCTD4VXQ, GZK9CDSFHPQUTW7G.JRTCKXETXF.FNVAXVYQW3, GZK9CDSFHPQUTW7G.JRTCKXETXF.HUSW68NB95
       price list  AmazonGuardDuty ap-southeast-2 20251017000000, published 2025-10-17, bundled
    --- stderr
    ");
    Ok(())
}

#[test]
fn every_line_in_the_order_of_the_lab() -> Outcome {
    assert_snapshot!(explained("explain")?.join("\n"), @r"
    1. carts-task: vCPU
    2. carts-task: memory
    3. carts-table: eventually consistent reads
    4. carts-table: writes
    5. carts-table: storage
    6. guardduty: Runtime Monitoring, Fargate of carts-task
    7. guardduty: CloudTrail management events
    8. guardduty: VPC flow and DNS logs
    ");
    Ok(())
}

#[test]
fn the_lines_of_a_resource() -> Outcome {
    let titles = explained("explain carts-task")?;
    assert_eq!(titles, ["1. carts-task: vCPU", "2. carts-task: memory"]);
    Ok(())
}

#[test]
fn the_lines_of_a_service_by_name_or_code() -> Outcome {
    let by_name = explained("explain guardduty --region eu-west-1")?;
    assert_eq!(by_name.len(), 3);
    assert_eq!(
        explained("explain amazonguardduty --region eu-west-1")?,
        by_name
    );
    Ok(())
}
