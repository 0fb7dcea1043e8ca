//! The same lab in several Regions: cheapest first, and what lacks a price is not the cheapest.

use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::support::{Outcome, Result, Shell, labcost};

/// Two things that are billed. Composed for these tests, as are the price lists below.
const LAB: &str = "\
version: 1
name: queues
title: Two kinds of queues
resources:
  orders:
    type: metered
    service_code: AmazonSQS
    usage_type: Requests
    unit: Requests
    quantity: 1 million/month
  payments:
    type: metered
    service_code: AmazonSQS
    usage_type: Requests-FIFO
    unit: Requests
    quantity: 1 million/month
";

/// A price list with a price for each usage type.
fn price_list(region: &str, prices: &[(&str, &str)]) -> String {
    let mut products = json!({});
    let mut terms = json!({});
    for (usage_type, price) in prices {
        let sku = format!("SKU-{usage_type}");
        products[&sku] = json!({
            "sku": sku,
            "attributes": { "usagetype": usage_type, "operation": "", "regionCode": region },
        });
        let term = format!("{sku}.TERM");
        let rate = format!("{term}.RATE");
        terms[&sku][&term]["priceDimensions"][&rate] = json!({
            "rateCode": rate,
            "beginRange": "0",
            "endRange": "Inf",
            "unit": "Requests",
            "pricePerUnit": { "USD": price },
        });
    }
    json!({
        "offerCode": "AmazonSQS",
        "version": "20261101000000",
        "publicationDate": "2026-11-01T00:00:00Z",
        "products": products,
        "terms": { "OnDemand": terms },
    })
    .to_string()
}

/// Ireland has no price for the second kind. A million of the first costs 0.10 there, which is less
/// than any Region's sum: 0.40 + 0.50 in N. Virginia, 0.45 + 0.55 in Sydney.
fn one_region_lacks_a_price() -> Result<Shell> {
    let shell = Shell::new()?;
    shell.write("queues.yaml", LAB)?;
    let lists = [
        ("eu-west-1", vec![("EU-Requests", "0.0000001")]),
        (
            "us-east-1",
            vec![
                ("USE1-Requests", "0.0000004"),
                ("USE1-Requests-FIFO", "0.0000005"),
            ],
        ),
        (
            "ap-southeast-2",
            vec![
                ("APS2-Requests", "0.00000045"),
                ("APS2-Requests-FIFO", "0.00000055"),
            ],
        ),
    ];
    for (region, prices) in lists {
        let path = format!("prices/AmazonSQS/{region}.json");
        shell.write(&path, &price_list(region, &prices))?;
    }
    Ok(shell)
}

#[test]
fn every_bundled_region_cheapest_first() -> Outcome {
    assert_snapshot!(labcost("estimate --region all")?, @r"
    exit code 0
    --- stdout
    ┌────────────────┬──────────────────────────┬─────────┬────────────────┬────────────────┬──────────┬──────┐
    │ Region         ┆ Name                     ┆ Monthly ┆ 12-Month Total ┆ Above Cheapest ┆ Currency ┆ Gaps │
    ╞════════════════╪══════════════════════════╪═════════╪════════════════╪════════════════╪══════════╪══════╡
    │ us-east-1      ┆ US East (N. Virginia)    ┆    3.03 ┆          36.37 ┆           0.00 ┆ USD      ┆      │
    │ us-west-2      ┆ US West (Oregon)         ┆    3.03 ┆          36.37 ┆           0.00 ┆ USD      ┆      │
    │ eu-west-1      ┆ EU (Ireland)             ┆    3.38 ┆          40.50 ┆           0.34 ┆ USD      ┆      │
    │ ap-southeast-2 ┆ Asia Pacific (Sydney)    ┆    3.48 ┆          41.75 ┆           0.45 ┆ USD      ┆      │
    │ ap-southeast-1 ┆ Asia Pacific (Singapore) ┆    3.50 ┆          41.99 ┆           0.47 ┆ USD      ┆      │
    │ ap-northeast-1 ┆ Asia Pacific (Tokyo)     ┆    3.50 ┆          42.06 ┆           0.47 ┆ USD      ┆      │
    │ eu-central-1   ┆ EU (Frankfurt)           ┆    3.67 ┆          44.07 ┆           0.64 ┆ USD      ┆      │
    └────────────────┴──────────────────────────┴─────────┴────────────────┴────────────────┴──────────┴──────┘

    Lab:       ecs-security: Amazon ECS Series: Security
    Month:     730 hours (365 × 24 / 12), 365/12 days
    Free tier: left out
    Prices:    lists published 2025-08-28 to 2025-10-27
    --- stderr
    ");
    Ok(())
}

#[test]
fn two_regions_as_csv() -> Outcome {
    assert_snapshot!(labcost("estimate --region ap-southeast-2,us-east-1 --format csv")?, @r"
    exit code 0
    --- stdout
    Region,Name,Monthly,12-Month Total,Above Cheapest,Currency,Gaps
    us-east-1,US East (N. Virginia),3.031042708333333333333333333,36.3725125,0,USD,0
    ap-southeast-2,Asia Pacific (Sydney),3.478875,41.7465,0.4478322916666666666666666667,USD,0
    --- stderr
    ");
    Ok(())
}

#[test]
fn a_region_that_lacks_a_price_is_not_the_cheapest() -> Outcome {
    let shell = one_region_lacks_a_price()?;
    assert_snapshot!(shell.run("estimate queues.yaml --region all --prices prices")?, @r#"
    exit code 0
    --- stdout
    ┌────────────────┬───────────────────────┬──────────┬────────────────┬────────────────┬──────────┬──────┐
    │ Region         ┆ Name                  ┆  Monthly ┆ 12-Month Total ┆ Above Cheapest ┆ Currency ┆ Gaps │
    ╞════════════════╪═══════════════════════╪══════════╪════════════════╪════════════════╪══════════╪══════╡
    │ us-east-1      ┆ US East (N. Virginia) ┆     0.90 ┆          10.80 ┆           0.00 ┆ USD      ┆      │
    │ ap-southeast-2 ┆ Asia Pacific (Sydney) ┆     1.00 ┆          12.00 ┆           0.10 ┆ USD      ┆      │
    │ eu-west-1      ┆ EU (Ireland)          ┆ 0.10 + ? ┆       1.20 + ? ┆                ┆ USD      ┆ 1    │
    └────────────────┴───────────────────────┴──────────┴────────────────┴────────────────┴──────────┴──────┘

    Lab:       queues: Two kinds of queues
    Missing:   eu-west-1 is not ranked: the price list AmazonSQS eu-west-1 20261101000000 has no on-demand price for this usage type
    Month:     730 hours (365 × 24 / 12), 365/12 days
    Free tier: left out
    Prices:    lists published 2026-11-01
    --- stderr
    warning: 1 line has no amount: sums are lower bounds, see "Missing" or `gaps`
    "#);
    Ok(())
}

#[test]
fn a_region_that_lacks_a_price_has_no_rank_in_json() -> Outcome {
    let shell = one_region_lacks_a_price()?;
    let ran = shell.run("estimate queues.yaml --region all --prices prices --format json")?;
    let json: Value = serde_json::from_str(&ran.stdout)?;
    let regions = json["regions"].as_array().ok_or("no regions")?;
    let ranks: Vec<_> = regions
        .iter()
        .map(|region| (&region["region"]["code"], &region["above_cheapest"]))
        .collect();
    let expected = [
        (&json!("us-east-1"), &json!("0")),
        (&json!("ap-southeast-2"), &json!("0.1")),
        (&json!("eu-west-1"), &Value::Null),
    ];
    assert_eq!(ranks, expected);
    Ok(())
}

#[test]
fn strict_minds_the_gaps_of_every_region() -> Outcome {
    let shell = one_region_lacks_a_price()?;
    let arguments = "estimate queues.yaml --prices prices --strict --region us-east-1";
    assert_eq!(shell.run(arguments)?.code, Some(0));
    let ran = shell.run(&format!("{arguments},eu-west-1"))?;
    assert_eq!(ran.code, Some(3), "{ran}");
    Ok(())
}

#[test]
fn a_region_that_is_named_twice_is_compared_once() -> Outcome {
    let text = labcost("estimate --region eu-west-1,us-east-1,eu-west-1 --format csv")?.text()?;
    assert_eq!(text.lines().count(), 1 + 2, "{text}");
    Ok(())
}
