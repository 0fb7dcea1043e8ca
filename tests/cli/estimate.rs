//! `labcost estimate`: the built-in lab, each format, and `--strict`.

use insta::assert_snapshot;

use crate::support::{Outcome, Shell, labcost};

/// Nothing is known about its only line. Composed for these tests.
const GAP: &str = "\
version: 1
name: gap
region: ap-southeast-2
resources:
  orders:
    type: metered
    service_code: AmazonSQS
    usage_type: Requests
    unit: Requests
    quantity: 1 million/month
";

/// One GB through the workshop's NAT gateway. Composed for these tests.
const DATA: &str = "\
version: 1
name: data
region: ap-southeast-2
resources:
  data:
    type: metered
    service_code: AmazonEC2
    usage_type: NatGateway-Bytes
    operation: NatGateway
    unit: GB
    quantity: 1/month
";

/// 0.45 + 2.85 + 0.18 = 3.48, as on the workshop's page; GuardDuty is 1.70/96 + 0.046 + 0.115.
#[test]
fn the_built_in_lab() -> Outcome {
    assert_snapshot!(labcost("estimate")?, @r"
    exit code 0
    --- stdout
    ┌────────────────────┬───────────────────────┬─────────┬─────────┬────────────────┬──────────┬──────────────────────────────────────────────────────────────────────────────────────────────────┐
    │ Service            ┆ Region                ┆ Upfront ┆ Monthly ┆ 12-Month Total ┆ Currency ┆ Configuration Summary                                                                            │
    ╞════════════════════╪═══════════════════════╪═════════╪═════════╪════════════════╪══════════╪══════════════════════════════════════════════════════════════════════════════════════════════════╡
    │ AWS Fargate        ┆ Asia Pacific (Sydney) ┆    0.00 ┆    0.45 ┆           5.40 ┆ USD      ┆ Linux, x86, 15 min/task/day, 20 GB storage, 2 GB memory, 1 vCPU                                  │
    │ DynamoDB On-Demand ┆ Asia Pacific (Sydney) ┆    0.00 ┆    2.85 ┆          34.20 ┆ USD      ┆ Standard, 5 KB item, 10 GB storage                                                               │
    │ Amazon GuardDuty   ┆ Asia Pacific (Sydney) ┆    0.00 ┆    0.18 ┆           2.14 ┆ USD      ┆ Runtime Monitoring of carts-task, 10,000 CloudTrail events/month, 0.1 GB flow and DNS logs/month │
    │ Total              ┆                       ┆    0.00 ┆    3.48 ┆          41.75 ┆ USD      ┆                                                                                                  │
    └────────────────────┴───────────────────────┴─────────┴─────────┴────────────────┴──────────┴──────────────────────────────────────────────────────────────────────────────────────────────────┘

    Lab:          ecs-security: Amazon ECS Series: Security
    Range:        3.35 to 4.93 USD a month, 40.20 to 59.13 in twelve months, as the guesses below go from low to high
    Left running: 47.93 USD a month if nothing is cleaned up and everything runs 24×7 (AWS Fargate 43.22, DynamoDB On-Demand 2.85, Amazon GuardDuty 1.86)
    Free tier:    left out; `--free-tier always` takes 2.85 USD a month off (DynamoDB On-Demand 2.85), if the account has nothing else that uses it
    Month:        730 hours (365 × 24 / 12), 365/12 days; twelve months are 12 × the exact month
    Budget:       5.00 USD a month
    Prices:       - AmazonDynamoDB ap-southeast-2 20250828000000, published 2025-08-28 (453 days ago), bundled
                  - AmazonECS ap-southeast-2 20251027000000, published 2025-10-27 (393 days ago), bundled
                  - AmazonGuardDuty ap-southeast-2 20251017000000, published 2025-10-17 (403 days ago), bundled
    Assumptions:  - carts-table, eventually_consistent_reads: 0/month: the page counts storage only; a lab's few hundred requests cost less than a cent
                  - carts-table, writes: 0/month: as for reads
                  - guardduty, cloudtrail_events: 10 thousand/month (2 thousand/month to 100 thousand/month): our guess, about 300 management events for each day's session in an account without other work
                  - guardduty, flow_and_dns_logs: 0.1 GB/month (0.02 GB/month to 1 GB/month): our guess, a few MB of VPC flow and DNS logs for each day's session
                  - GuardDuty is priced as after its 30-day free trial; `--scenario trial` counts the trial
                  - what the other chapters leave running (load balancer, NAT gateway, log groups) is not in this lab
    --- stderr
    ");
    Ok(())
}

/// 3.30 and 39.60, before rounding 0.4501… + 2.85 and 5.402 + 34.20.
#[test]
fn the_two_rows_of_the_workshops_page() -> Outcome {
    assert_snapshot!(labcost("estimate --service fargate,dynamodb --format csv")?, @r#"
    exit code 0
    --- stdout
    Service,Region,Upfront,Monthly,12-Month Total,Currency,Configuration Summary,Monthly Low,Monthly High,Gaps
    AWS Fargate,Asia Pacific (Sydney),0,0.4501666666666666666666666667,5.402,USD,"Linux, x86, 15 min/task/day, 20 GB storage, 2 GB memory, 1 vCPU",0.4501666666666666666666666667,0.4501666666666666666666666667,0
    DynamoDB On-Demand,Asia Pacific (Sydney),0,2.85,34.2,USD,"Standard, 5 KB item, 10 GB storage",2.85,2.85,0
    Total,,0,3.300166666666666666666666667,39.602,USD,,3.300166666666666666666666667,3.300166666666666666666666667,0
    --- stderr
    "#);
    Ok(())
}

#[test]
fn markdown_to_paste_into_the_page() -> Outcome {
    assert_snapshot!(labcost("estimate --service fargate,dynamodb --format markdown")?, @r"
    exit code 0
    --- stdout
    | Service | Region | Upfront | Monthly | 12-Month Total | Currency | Configuration Summary |
    | --- | --- | ---: | ---: | ---: | --- | --- |
    | AWS Fargate | Asia Pacific (Sydney) | 0.00 | 0.45 | 5.40 | USD | Linux, x86, 15 min/task/day, 20 GB storage, 2 GB memory, 1 vCPU |
    | DynamoDB On-Demand | Asia Pacific (Sydney) | 0.00 | 2.85 | 34.20 | USD | Standard, 5 KB item, 10 GB storage |
    | **Total** |  | **0.00** | **3.30** | **39.60** | **USD** |  |

    * **Lab:** ecs-security: Amazon ECS Series: Security
    * **Left running:** 46.07 USD a month if nothing is cleaned up and everything runs 24×7 (AWS Fargate 43.22, DynamoDB On-Demand 2.85)
    * **Free tier:** left out; `--free-tier always` takes 2.85 USD a month off (DynamoDB On-Demand 2.85), if the account has nothing else that uses it
    * **Month:** 730 hours (365 × 24 / 12), 365/12 days; twelve months are 12 × the exact month
    * **Budget:** 5.00 USD a month
    * **Prices:**
      * AmazonDynamoDB ap-southeast-2 20250828000000, published 2025-08-28, bundled
      * AmazonECS ap-southeast-2 20251027000000, published 2025-10-27, bundled
    * **Assumptions:**
      * carts-table, eventually\_consistent\_reads: 0/month: the page counts storage only; a lab's few hundred requests cost less than a cent
      * carts-table, writes: 0/month: as for reads
      * GuardDuty is priced as after its 30-day free trial; `--scenario trial` counts the trial
      * what the other chapters leave running (load balancer, NAT gateway, log groups) is not in this lab
    --- stderr
    ");
    Ok(())
}

#[test]
fn html_to_paste_into_a_page() -> Outcome {
    let shell = Shell::new()?;
    shell.write("data.yaml", DATA)?;
    assert_snapshot!(shell.run("estimate data.yaml --format html")?, @r"
    exit code 0
    --- stdout
    <table>
    <thead>
    <tr><th>Service</th><th>Region</th><th>Upfront</th><th>Monthly</th><th>12-Month Total</th><th>Currency</th><th>Configuration Summary</th></tr>
    </thead>
    <tbody>
    <tr><td>Amazon Elastic Compute Cloud</td><td>Asia Pacific (Sydney)</td><td>0.00</td><td>0.06</td><td>0.71</td><td>USD</td><td>NatGateway-Bytes, 1 GB/month</td></tr>
    </tbody>
    <tfoot>
    <tr><th>Total</th><th></th><th>0.00</th><th>0.06</th><th>0.71</th><th>USD</th><th></th></tr>
    </tfoot>
    </table>
    <dl>
    <dt>Lab</dt>
    <dd>data: data</dd>
    <dt>Left running</dt>
    <dd>0.06 USD a month if nothing is cleaned up and everything runs 24×7 (Amazon Elastic Compute Cloud 0.06)</dd>
    <dt>Free tier</dt>
    <dd>left out; it would take nothing off this lab</dd>
    <dt>Month</dt>
    <dd>730 hours (365 × 24 / 12), 365/12 days; twelve months are 12 × the exact month</dd>
    <dt>Prices</dt>
    <dd>AmazonEC2 ap-southeast-2 20251028000000, published 2025-10-28, bundled</dd>
    </dl>
    --- stderr
    ");
    Ok(())
}

/// 1 GB × 0.059.
#[test]
fn json_for_scripts() -> Outcome {
    let shell = Shell::new()?;
    shell.write("data.yaml", DATA)?;
    assert_snapshot!(shell.run("estimate data.yaml --format json")?, @r#"
    exit code 0
    --- stdout
    {
      "schema": "labcost.estimate/1",
      "lab": {
        "name": "data",
        "title": "data"
      },
      "region": {
        "code": "ap-southeast-2",
        "name": "Asia Pacific (Sydney)"
      },
      "currency": "USD",
      "month_hours": "730",
      "scenario": "as-planned",
      "free_tier": "excluded",
      "price_lists": [
        {
          "service_code": "AmazonEC2",
          "region": "ap-southeast-2",
          "source": "bundled",
          "version": "20251028000000",
          "publication_date": "2025-10-28T00:00:00Z",
          "sha256": "5e3b9ba9b79643e8a2edba2310bb01c639930ced0af1455da18f5f4f62e686a0"
        }
      ],
      "services": [
        {
          "service_code": "AmazonEC2",
          "name": "Amazon Elastic Compute Cloud",
          "region": "ap-southeast-2",
          "upfront": "0",
          "monthly": "0.059",
          "twelve_months": "0.708",
          "gap_count": 0,
          "configuration": "NatGateway-Bytes, 1 GB/month",
          "lines": [
            {
              "resource": "data",
              "description": "NatGateway-Bytes",
              "usage_type": "APS2-NatGateway-Bytes",
              "operation": "NatGateway",
              "unit": "GB",
              "quantity": "1",
              "status": "priced",
              "tiers": [
                {
                  "sku": "KSHYFCUNWFSUXCAV",
                  "rate_code": "KSHYFCUNWFSUXCAV.JRTCKXETXF.6YS6EN2CT7",
                  "begin": "0",
                  "end": null,
                  "quantity": "1",
                  "rate": "0.0590000000",
                  "cost": "0.059"
                }
              ],
              "monthly": "0.059"
            }
          ]
        }
      ],
      "totals": {
        "upfront": "0",
        "monthly": "0.059",
        "twelve_months": "0.708",
        "gap_count": 0
      },
      "left_running": {
        "upfront": "0",
        "monthly": "0.059",
        "twelve_months": "0.708",
        "gap_count": 0
      },
      "free_tier_savings": [],
      "gaps": [],
      "assumptions": []
    }
    --- stderr
    "#);
    Ok(())
}

/// 30 × 730 h × (0.04856 + 2 × 0.00532) = 1,296.48.
#[test]
fn thirty_people_left_running() -> Outcome {
    let arguments = "estimate --service fargate --participants 30 --scenario left-running";
    assert_snapshot!(labcost(&format!("{arguments} --format csv"))?, @r#"
    exit code 0
    --- stdout
    Service,Region,Upfront,Monthly,12-Month Total,Currency,Configuration Summary,Monthly Low,Monthly High,Gaps
    AWS Fargate,Asia Pacific (Sydney),0,1296.48,15557.76,USD,"Linux, x86, 15 min/task/day, 20 GB storage, 2 GB memory, 1 vCPU",1296.48,1296.48,0
    Total,,0,1296.48,15557.76,USD,,1296.48,1296.48,0
    --- stderr
    "#);
    Ok(())
}

/// By a kind of resource, or by AWS's code of the service.
#[test]
fn services_are_named_in_two_ways() -> Outcome {
    let by_kind = labcost("estimate --service guardduty")?.text()?;
    assert_eq!(
        labcost("estimate --service AmazonGuardDuty")?.text()?,
        by_kind
    );
    assert!(!by_kind.contains("AWS Fargate"), "{by_kind}");
    Ok(())
}

#[test]
fn a_gap_is_a_warning() -> Outcome {
    let shell = Shell::new()?;
    shell.write("gap.yaml", GAP)?;
    assert_snapshot!(shell.run("estimate gap.yaml")?, @r#"
    exit code 0
    --- stdout
    ┌───────────┬───────────────────────┬─────────┬─────────┬────────────────┬──────────┬────────────────────────────────────┐
    │ Service   ┆ Region                ┆ Upfront ┆ Monthly ┆ 12-Month Total ┆ Currency ┆ Configuration Summary              │
    ╞═══════════╪═══════════════════════╪═════════╪═════════╪════════════════╪══════════╪════════════════════════════════════╡
    │ AmazonSQS ┆ Asia Pacific (Sydney) ┆    0.00 ┆       ? ┆              ? ┆ USD      ┆ Requests, 1,000,000 Requests/month │
    │ Total     ┆                       ┆    0.00 ┆       ? ┆              ? ┆ USD      ┆                                    │
    └───────────┴───────────────────────┴─────────┴─────────┴────────────────┴──────────┴────────────────────────────────────┘

    Lab:          gap: gap
    Missing:      APS2-Requests of orders: there is no price list of AmazonSQS in ap-southeast-2
    Left running: ? USD a month if nothing is cleaned up and everything runs 24×7 (AmazonSQS ?)
    Free tier:    left out; it would take nothing off this lab
    Month:        730 hours (365 × 24 / 12), 365/12 days; twelve months are 12 × the exact month
    --- stderr
    warning: 1 line has no amount: sums are lower bounds, see "Missing" or `gaps`
    "#);
    Ok(())
}

#[test]
fn a_gap_is_no_trustworthy_answer_with_strict() -> Outcome {
    let shell = Shell::new()?;
    shell.write("gap.yaml", GAP)?;
    assert_snapshot!(shell.run("estimate gap.yaml --strict --format csv")?, @r#"
    exit code 3
    --- stdout
    Service,Region,Upfront,Monthly,12-Month Total,Currency,Configuration Summary,Monthly Low,Monthly High,Gaps
    AmazonSQS,Asia Pacific (Sydney),0,,,USD,"Requests, 1,000,000 Requests/month",,,1
    Total,,0,,,USD,,,,1
    --- stderr
    warning: 1 line has no amount: sums are lower bounds, see "Missing" or `gaps`
    "#);
    Ok(())
}

#[test]
fn strict_is_content_with_a_whole_estimate() -> Outcome {
    let ran = labcost("estimate --strict")?;
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    Ok(())
}
