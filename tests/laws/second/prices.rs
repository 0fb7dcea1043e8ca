//! The price lists of the repository, and what a quantity costs.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use num_rational::BigRational;
use num_traits::Zero;
use serde_json::Value;

use crate::big::decimal;

/// Regions that have price lists, with the prefix of their usage types.
pub(crate) const REGIONS: [(&str, &str); 7] = [
    ("ap-northeast-1", "APN1"),
    ("ap-southeast-1", "APS1"),
    ("ap-southeast-2", "APS2"),
    ("eu-central-1", "EUC1"),
    ("eu-west-1", "EU"),
    ("us-east-1", "USE1"),
    ("us-west-2", "USW2"),
];

const SERVICES: [&str; 6] = [
    "AWSDataTransfer",
    "AmazonCloudWatch",
    "AmazonDynamoDB",
    "AmazonEC2",
    "AmazonECS",
    "AmazonGuardDuty",
];

/// Begin, end and rate, by rising begin.
pub(super) type Steps = Vec<(BigRational, Option<BigRational>, BigRational)>;

/// Service, Region and usage type; then the operation.
pub(super) type PriceKey = ([String; 3], String);

/// Every price of the lists in the repository.
pub(super) static PRICES: LazyLock<BTreeMap<PriceKey, Steps>> = LazyLock::new(|| {
    let mut prices = BTreeMap::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("pricing-fixtures");
    for service in SERVICES {
        for (region, _) in REGIONS {
            let path = folder.join(service).join(format!("{region}.json"));
            // Only N. Virginia has a list of data transfer.
            let Ok(text) = fs::read_to_string(path) else {
                continue;
            };
            let list: Value = serde_json::from_str(&text).expect("JSON");
            for (sku, product) in list["products"].as_object().expect("products") {
                let of = |key: &str| {
                    product["attributes"][key]
                        .as_str()
                        .expect("a text")
                        .to_owned()
                };
                let key = [service.to_owned(), region.to_owned(), of("usagetype")];
                prices.insert(
                    (key, of("operation")),
                    steps(&list["terms"]["OnDemand"][sku]),
                );
            }
        }
    }
    prices
});

fn steps(terms: &Value) -> Steps {
    let term = terms.as_object().and_then(|terms| terms.values().next());
    let dimensions = &term.expect("a term")["priceDimensions"];
    let number = |value: &Value| decimal(value.as_str().expect("a text"));
    let mut steps: Steps = dimensions
        .as_object()
        .expect("dimensions")
        .values()
        .map(|dimension| {
            let end = &dimension["endRange"];
            (
                number(&dimension["beginRange"]),
                (end != "Inf").then(|| number(end)),
                number(&dimension["pricePerUnit"]["USD"]),
            )
        })
        .collect();
    steps.sort();
    steps
}

/// The cost of a quantity: what each step holds of it, at the step's rate.
pub(super) fn charge(steps: &Steps, quantity: &BigRational, free_tier_always: bool) -> BigRational {
    let mut steps = steps.clone();
    let has_free_tier = steps.len() > 1 && steps[0].2.is_zero() && !steps[1].2.is_zero();
    if has_free_tier && !free_tier_always {
        steps.remove(0);
        steps[0].0 = BigRational::zero();
    }
    let held = |(begin, end, rate): &(BigRational, Option<BigRational>, BigRational)| {
        let until = end
            .clone()
            .map_or(quantity.clone(), |end| end.min(quantity.clone()));
        (until - begin).max(BigRational::zero()) * rate
    };
    steps
        .iter()
        .map(held)
        .fold(BigRational::zero(), |sum, cost| sum + cost)
}

/// `name` with the Region's prefix, which older usage types do not have in N. Virginia.
pub(super) fn usage_type(region: &str, name: &str, bare_in_virginia: bool) -> String {
    if bare_in_virginia && region == "us-east-1" {
        return name.to_owned();
    }
    format!("{}-{name}", prefix(region))
}

pub(super) fn prefix(region: &str) -> &'static str {
    let found = REGIONS.iter().find(|(code, _)| *code == region);
    found.expect("a Region with price lists").1
}
