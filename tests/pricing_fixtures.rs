//! The bundled price lists: made from the tables, whole, and in AWS's shape.

#[path = "../examples/pricing_fixtures/generate.rs"]
mod generate;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

type Outcome = Result<(), Box<dyn std::error::Error>>;
type Files = BTreeMap<String, String>;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("pricing-fixtures")
}

fn table(name: &str) -> std::io::Result<String> {
    fs::read_to_string(folder().join(name))
}

fn committed() -> Result<Files, Box<dyn std::error::Error>> {
    let mut files = Files::new();
    for service in fs::read_dir(folder())? {
        let service = service?;
        if !service.file_type()?.is_dir() {
            continue;
        }
        for file in fs::read_dir(service.path())? {
            let path = file?.path();
            let name = path.strip_prefix(folder())?.display().to_string();
            files.insert(name.replace('\\', "/"), fs::read_to_string(path)?);
        }
    }
    Ok(files)
}

fn lists() -> Result<BTreeMap<String, Value>, Box<dyn std::error::Error>> {
    let mut lists = BTreeMap::new();
    for (name, text) in committed()? {
        lists.insert(name, serde_json::from_str(&text)?);
    }
    Ok(lists)
}

fn children(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_object().into_iter().flat_map(|map| map.values())
}

/// All terms of a list, on demand and reserved.
fn terms(list: &Value) -> impl Iterator<Item = &Value> {
    children(&list["terms"])
        .flat_map(children)
        .flat_map(children)
}

/// Begin, end and price of each tier of a term, in order.
fn tiers(term: &Value) -> Vec<(String, String, String)> {
    let mut tiers: Vec<_> = children(&term["priceDimensions"])
        .filter(|dimension| dimension.get("beginRange").is_some())
        .map(|dimension| {
            let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            (
                text(&dimension["beginRange"]),
                text(&dimension["endRange"]),
                text(&dimension["pricePerUnit"]["USD"]),
            )
        })
        .collect();
    tiers.sort_by_key(|(begin, ..)| begin.parse::<u64>().ok());
    tiers
}

/// The on-demand tiers of a usage type in Sydney.
fn sydney(service: &str, usage_type: &str) -> Result<Vec<[String; 3]>, Box<dyn std::error::Error>> {
    let text = fs::read_to_string(folder().join(service).join("ap-southeast-2.json"))?;
    let list: Value = serde_json::from_str(&text)?;
    let product = children(&list["products"])
        .find(|product| product["attributes"]["usagetype"] == usage_type)
        .ok_or(format!("no {usage_type}"))?;
    let sku = product["sku"].as_str().unwrap_or_default();
    let term = &list["terms"]["OnDemand"][sku][format!("{sku}.JRTCKXETXF")];
    let tiers = tiers(term).into_iter();
    Ok(tiers.map(|(begin, end, usd)| [begin, end, usd]).collect())
}

#[test]
fn the_files_are_what_the_tables_say() -> Outcome {
    let made = generate::generate(&table("prices.csv")?, &table("versions.csv")?)?;
    let committed = committed()?;
    let names = |files: &Files| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&made), names(&committed));
    for (name, text) in &made {
        assert!(committed.get(name) == Some(text), "{name} differs");
    }
    Ok(())
}

#[test]
fn no_price_list_lies_outside_the_service_folders() -> Outcome {
    for entry in fs::read_dir(folder())? {
        let path = entry?.path();
        let json = path.extension().is_some_and(|end| end == "json");
        assert!(!json, "{}", path.display());
    }
    Ok(())
}

#[test]
fn each_file_says_what_its_path_says() -> Outcome {
    for (name, list) in lists()? {
        let (service, region) = name.split_once('/').ok_or("no folder")?;
        let region = region.strip_suffix(".json").ok_or("not JSON")?;
        assert_eq!(list["offerCode"], service, "{name}");
        for product in children(&list["products"]) {
            assert_eq!(product["attributes"]["servicecode"], service, "{name}");
            assert_eq!(product["attributes"]["regionCode"], region, "{name}");
        }
    }
    Ok(())
}

#[test]
fn each_sku_is_under_its_own_key_and_has_a_price() -> Outcome {
    for (name, list) in lists()? {
        let products = list["products"].as_object().ok_or("no products")?;
        for (sku, product) in products {
            assert_eq!(product["sku"], **sku, "{name}");
            assert!(list["terms"]["OnDemand"].get(sku).is_some(), "{name} {sku}");
        }
        for term in terms(&list) {
            let sku = term["sku"].as_str().unwrap_or_default();
            assert!(products.contains_key(sku), "{name} {sku}");
        }
    }
    Ok(())
}

#[test]
fn tiers_run_from_nought_to_infinity_without_a_gap() -> Outcome {
    for (name, list) in lists()? {
        for term in terms(&list) {
            let mut reached = "0".to_owned();
            for (begin, end, _) in tiers(term) {
                assert_eq!(begin, reached, "{name} {}", term["sku"]);
                reached = end;
            }
            assert_eq!(reached, "Inf", "{name} {}", term["sku"]);
        }
    }
    Ok(())
}

#[test]
fn a_usage_type_and_operation_have_one_sku() -> Outcome {
    for (name, list) in lists()? {
        let mut seen = BTreeMap::new();
        for product in children(&list["products"]) {
            let of = &product["attributes"];
            let key = format!("{} {}", of["usagetype"], of["operation"]);
            let earlier = seen.insert(key.clone(), product["sku"].to_string());
            assert_eq!(earlier, None, "{name} {key}");
        }
    }
    Ok(())
}

#[test]
fn a_reserved_term_has_an_upfront_fee_without_tiers() -> Outcome {
    for (name, list) in lists()? {
        let reserved = children(&list["terms"]["Reserved"]).flat_map(children);
        for term in reserved {
            let fee = children(&term["priceDimensions"])
                .find(|dimension| dimension["unit"] == "Quantity")
                .ok_or(format!("{name}: no fee"))?;
            assert_eq!(fee.get("beginRange"), None);
            assert_eq!(fee.get("endRange"), None);
        }
    }
    Ok(())
}

#[test]
fn sydney_fargate() -> Outcome {
    let cpu = sydney("AmazonECS", "APS2-Fargate-vCPU-Hours:perCPU")?;
    assert_eq!(cpu, [["0", "Inf", "0.0485600000"]]);
    let memory = sydney("AmazonECS", "APS2-Fargate-GB-Hours")?;
    assert_eq!(memory, [["0", "Inf", "0.0053200000"]]);

    let list = &lists()?["AmazonECS/ap-southeast-2.json"];
    let terms = &list["terms"]["OnDemand"]["MMQG9GMCKV4JUBKW"];
    let dimensions = &terms["MMQG9GMCKV4JUBKW.JRTCKXETXF"]["priceDimensions"];
    let rate = &dimensions["MMQG9GMCKV4JUBKW.JRTCKXETXF.6YS6EN2CT7"];
    assert_eq!(rate["pricePerUnit"]["USD"], "0.0485600000");
    Ok(())
}

#[test]
fn sydney_dynamodb_storage() -> Outcome {
    let storage = sydney("AmazonDynamoDB", "APS2-TimedStorage-ByteHrs")?;
    let free = ["0", "25", "0.0000000000"];
    let paid = ["25", "Inf", "0.2850000000"];
    assert_eq!(storage, [free, paid]);
    Ok(())
}

#[test]
fn sydney_guardduty_for_fargate() -> Outcome {
    let cpu = sydney("AmazonGuardDuty", "APS2-PaidFargatevCPUMonitored")?;
    assert_eq!(cpu[0], ["0", "500", "1.7000000000"]);
    Ok(())
}

#[test]
fn an_error_names_line_and_column() -> Outcome {
    let broken = table("prices.csv")?.replacen(",JRTCKXETXF,", ",NOSUCHTERM,", 1);
    let error = generate::generate(&broken, &table("versions.csv")?);
    let message = "prices.csv, line 2, column offer_term_code: this term's meaning is not known";
    assert_eq!(error, Err(message.to_owned()));
    Ok(())
}
