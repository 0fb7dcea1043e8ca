//! The JSON that other people's scripts read: every field of the contract, with its type, and valid
//! by the schema that is generated from the types.

use serde_json::{Value, json};

use crate::support::{Outcome, Result, Shell, golden_labs, labcost, root};

/// What a field holds.
#[derive(Clone, Copy)]
enum Holds {
    /// Any text.
    Text,
    /// An exact number as text: digits, perhaps a point, no exponent.
    Number,
    /// A number as text, or null.
    NumberOrNull,
    /// Text, or null.
    TextOrNull,
    /// A list with something in it.
    List,
}

use Holds::{List, Number, NumberOrNull, Text, TextOrNull};

/// Every field of the contract. `0` in a path is the first of a list.
const FIELDS: [(&str, Holds); 44] = [
    ("/schema", Text),
    ("/lab/name", Text),
    ("/lab/title", Text),
    ("/region/code", Text),
    ("/region/name", Text),
    ("/currency", Text),
    ("/month_hours", Number),
    ("/free_tier", Text),
    ("/price_lists", List),
    ("/price_lists/0/service_code", Text),
    ("/price_lists/0/region", Text),
    ("/price_lists/0/source", Text),
    ("/price_lists/0/version", Text),
    ("/price_lists/0/publication_date", Text),
    ("/price_lists/0/sha256", Text),
    ("/services", List),
    ("/services/0/service_code", Text),
    ("/services/0/name", Text),
    ("/services/0/region", Text),
    ("/services/0/upfront", Number),
    ("/services/0/monthly", Number),
    ("/services/0/twelve_months", Number),
    ("/services/0/configuration", Text),
    ("/services/0/lines", List),
    ("/services/0/lines/0/resource", Text),
    ("/services/0/lines/0/description", Text),
    ("/services/0/lines/0/usage_type", Text),
    ("/services/0/lines/0/operation", Text),
    ("/services/0/lines/0/unit", Text),
    ("/services/0/lines/0/quantity", NumberOrNull),
    ("/services/0/lines/0/status", Text),
    ("/services/0/lines/0/monthly", NumberOrNull),
    ("/services/0/lines/0/tiers", List),
    ("/services/0/lines/0/tiers/0/sku", TextOrNull),
    ("/services/0/lines/0/tiers/0/rate_code", TextOrNull),
    ("/services/0/lines/0/tiers/0/begin", Number),
    ("/services/0/lines/0/tiers/0/end", NumberOrNull),
    ("/services/0/lines/0/tiers/0/quantity", Number),
    ("/services/0/lines/0/tiers/0/rate", Number),
    ("/services/0/lines/0/tiers/0/cost", Number),
    ("/totals/upfront", Number),
    ("/totals/monthly", Number),
    ("/totals/twelve_months", Number),
    ("/assumptions", List),
];

fn is_plain_number(value: &Value) -> bool {
    let Some(text) = value.as_str() else {
        return false;
    };
    let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole) && digits(decimals)
}

fn estimate(arguments: &str) -> Result<Value> {
    let text = labcost(&format!("estimate --format json {arguments}"))?.text()?;
    Ok(serde_json::from_str(&text)?)
}

#[test]
fn every_field_of_the_contract_is_there_with_its_type() -> Outcome {
    let json = estimate("")?;
    for (path, holds) in FIELDS {
        let value = json
            .pointer(path)
            .ok_or_else(|| format!("{path} is missing"))?;
        let fits = match holds {
            Text => value.is_string(),
            TextOrNull => value.is_string() || value.is_null(),
            Number => is_plain_number(value),
            NumberOrNull => is_plain_number(value) || value.is_null(),
            List => value.as_array().is_some_and(|list| !list.is_empty()),
        };
        assert!(fits, "{path} is {value}");
    }
    Ok(())
}

#[test]
fn the_figures_of_the_workshops_page_unrounded() -> Outcome {
    let json = estimate("--service fargate,dynamodb")?;
    assert_eq!(json["schema"], "labcost.estimate/1");
    assert_eq!(json["totals"]["twelve_months"], "39.602");
    // 0.25 h × 365/12 × (0.04856 + 2 × 0.00532) has no end: 0.45016666…
    assert_eq!(json["services"][0]["monthly_fraction"], "2701/6000");
    assert_eq!(json["services"][1]["monthly"], "2.85");
    let storage = &json["services"][1]["lines"][2]["tiers"][0];
    let expected = json!({
        "sku": "NF4X2QKU7Y7QVY5C",
        "rate_code": "NF4X2QKU7Y7QVY5C.JRTCKXETXF.VYAP54KATQ",
        "begin": "0",
        "end": null,
        "quantity": "10",
        "rate": "0.2850000000",
        "cost": "2.85",
    });
    assert_eq!(*storage, expected);
    Ok(())
}

#[test]
fn a_gap_has_a_reason_and_its_line_no_amount() -> Outcome {
    let lab = root().join("tests/golden/cases/gaps-of-both-kinds/lab.yaml");
    let lab = lab.display().to_string();
    let ran = Shell::new()?.run_with(["estimate", "--format", "json", &lab])?;
    let json: Value = serde_json::from_str(&ran.stdout)?;
    let gaps = json["gaps"].as_array().ok_or("no gaps")?;
    let of = |status: &str| gaps.iter().filter(|gap| gap["status"] == status).count();
    assert_eq!((of("unpriced"), of("usage-unknown"), gaps.len()), (3, 4, 7));
    for gap in gaps {
        for field in ["resource", "usage_type", "reason"] {
            let text = gap[field].as_str().unwrap_or_default();
            assert!(!text.is_empty(), "{field} of {gap}");
        }
    }
    for service in json["services"].as_array().ok_or("no services")? {
        for line in service["lines"].as_array().ok_or("no lines")? {
            let is_gap = line["status"] == "unpriced" || line["status"] == "usage-unknown";
            assert_eq!(line["monthly"].is_null(), is_gap, "{line}");
            let unknown = line["status"] == "usage-unknown";
            assert_eq!(line["quantity"].is_null(), unknown, "{line}");
        }
    }
    Ok(())
}

/// Every text of a JSON value with the key it stands under.
fn texts<'json>(key: &'json str, value: &'json Value, found: &mut Vec<(&'json str, &'json str)>) {
    match value {
        Value::String(text) => found.push((key, text)),
        Value::Array(list) => list.iter().for_each(|item| texts(key, item, found)),
        Value::Object(map) => map.iter().for_each(|(key, item)| texts(key, item, found)),
        _ => {}
    }
}

/// The keys of money and quantities, wherever they stand.
const NUMBERS: [&str; 11] = [
    "upfront",
    "monthly",
    "twelve_months",
    "low",
    "high",
    "quantity",
    "begin",
    "end",
    "rate",
    "cost",
    "above_cheapest",
];

#[test]
fn money_and_quantities_are_plain_decimals_whatever_their_size() -> Outcome {
    let shell = Shell::new()?;
    // A ten-millionth of a cent, and some 10^14 dollars.
    let lab = "\
version: 1
name: extremes
region: ap-southeast-2
resources:
  least:
    type: dynamodb
    item_size: 1 KB
    storage: 0.000000001 GB
    eventually_consistent_reads: 1/month
    writes: 0/month
  most:
    type: metered
    service_code: AmazonEC2
    usage_type: NatGateway-Bytes
    operation: NatGateway
    unit: GB
    quantity: 1,000 trillion/month
";
    shell.write("extremes.yaml", lab)?;
    for format in [
        "json --region ap-southeast-2",
        "json --region us-west-2,eu-west-1",
    ] {
        let ran = shell.run(&format!("estimate extremes.yaml --format {format}"))?;
        let json: Value = serde_json::from_str(&ran.stdout)?;
        let mut found = Vec::new();
        texts("", &json, &mut found);
        let numbers: Vec<_> = found
            .iter()
            .filter(|(key, _)| NUMBERS.contains(key))
            .collect();
        assert!(numbers.len() >= 6, "{numbers:?}");
        for (key, text) in numbers {
            assert!(is_plain_number(&json!(text)), "{key}: {text}");
        }
    }
    Ok(())
}

fn assert_valid(schema: &schemars::Schema, json: &str, what: &str) -> Outcome {
    let validator = jsonschema::validator_for(schema.as_value())?;
    let json: Value = serde_json::from_str(json)?;
    let faults: Vec<_> = validator
        .iter_errors(&json)
        .map(|fault| fault.to_string())
        .collect();
    assert!(faults.is_empty(), "{what}: {faults:#?}");
    Ok(())
}

#[test]
fn every_estimate_is_valid_by_its_schema() -> Outcome {
    let shell = Shell::new()?;
    let schema = labcost::report::estimate_schema();
    for lab in golden_labs()? {
        let lab = lab.display().to_string();
        let ran = shell.run_with(["estimate", &lab, "--format", "json"])?;
        assert_valid(&schema, &ran.stdout, &lab)?;
    }
    for way in [
        "",
        "--free-tier always",
        "--scenario left-running",
        "--scenario trial",
    ] {
        let ran = shell.run(&format!("estimate --format json {way}"))?;
        assert_valid(&schema, &ran.stdout, way)?;
    }
    Ok(())
}

#[test]
fn every_comparison_is_valid_by_its_schema() -> Outcome {
    let schema = labcost::report::comparison_schema();
    let lab = root().join("tests/golden/cases/global-table/lab.yaml");
    let lab = lab.display().to_string();
    let shell = Shell::new()?;
    for lab in ["ecs-security", &lab] {
        let ran = shell.run_with(["estimate", lab, "--region", "all", "--format", "json"])?;
        assert_valid(&schema, &ran.stdout, lab)?;
    }
    Ok(())
}

#[test]
fn the_schema_refuses_what_is_not_in_the_contract() -> Outcome {
    let schema = labcost::report::estimate_schema();
    let validator = jsonschema::validator_for(schema.as_value())?;
    let right = estimate("")?;
    assert!(validator.is_valid(&right));
    for (path, wrong) in [
        ("/totals/monthly", json!(3.48)),
        ("/services/0/lines/0/status", json!(null)),
        ("/gaps", json!("none")),
    ] {
        let mut json = right.clone();
        *json.pointer_mut(path).ok_or("no such path")? = wrong;
        assert!(!validator.is_valid(&json), "{path}");
    }
    Ok(())
}
