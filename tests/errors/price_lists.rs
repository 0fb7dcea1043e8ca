//! Bad price lists, handed over with `--prices`. Every list here is composed: a copy of the bundled
//! list of Amazon ECS in Sydney with one fault put into it.

use std::fs;

use insta::assert_snapshot;

use crate::support::{Folder, labcost, on_a_terminal, replaced};

const SYDNEY: &str = include_str!("../../pricing-fixtures/AmazonECS/ap-southeast-2.json");
const IRELAND: &str = include_str!("../../pricing-fixtures/AmazonECS/eu-west-1.json");
const PATH: &str = "prices/AmazonECS/ap-southeast-2.json";

/// The one price dimension of a Linux vCPU-hour on x86, as the bundled list writes it.
const VCPU_DIMENSION: &str = r#"{
              "rateCode" : "MMQG9GMCKV4JUBKW.JRTCKXETXF.6YS6EN2CT7",
              "description" : "perCPU per hour",
              "beginRange" : "0",
              "endRange" : "Inf",
              "unit" : "hours",
              "pricePerUnit" : {
                "USD" : "0.0485600000"
              },
              "appliesTo" : [ ]
            }"#;

/// What an estimate of the built-in lab's Fargate task says with this list.
fn estimate_with(list: impl AsRef<[u8]>) -> String {
    estimate_in(&Folder::with(PATH, list), &[])
}

fn estimate_in(folder: &Folder, more: &[&str]) -> String {
    let arguments = [
        "estimate",
        "--prices",
        "prices",
        "--service",
        "fargate",
        "--format",
        "csv",
    ];
    folder.run(&[&arguments[..], more].concat())
}

/// The bundled list with one change.
fn list_with(from: &str, to: &str) -> String {
    replaced(SYDNEY, from, to)
}

/// The bundled list with one change in the price of a vCPU-hour.
fn vcpu_price_with(from: &str, to: &str) -> String {
    list_with(VCPU_DIMENSION, &replaced(VCPU_DIMENSION, from, to))
}

/// The bundled list with two tiers in the price of a vCPU-hour.
fn vcpu_tiers(first: (&str, &str), second: (&str, &str)) -> String {
    let tier = |(begin, end): (&str, &str)| {
        let begin = replaced(VCPU_DIMENSION, r#""0","#, &format!(r#""{begin}","#));
        replaced(&begin, "Inf", end)
    };
    let both = format!(r#"{}, "SECOND" : {}"#, tier(first), tier(second));
    list_with(VCPU_DIMENSION, &both)
}

#[test]
fn without_a_fault_the_copy_gives_the_known_figure() {
    assert_snapshot!(estimate_with(SYDNEY), @r#"
    exit 0
    -- stdout --
    Service,Region,Upfront,Monthly,12-Month Total,Currency,Configuration Summary,Monthly Low,Monthly High,Gaps
    AWS Fargate,Asia Pacific (Sydney),0,0.4501666666666666666666666667,5.402,USD,"Linux, x86, 15 min/task/day, 20 GB storage, 2 GB memory, 1 vCPU",0.4501666666666666666666666667,0.4501666666666666666666666667,0
    Total,,0,0.4501666666666666666666666667,5.402,USD,,0.4501666666666666666666666667,0.4501666666666666666666666667,0
    "#);
}

#[test]
fn an_error_page_is_not_a_list() {
    assert_snapshot!(estimate_with("<!DOCTYPE html><html>Access denied</html>"), @"
    exit 4
    -- stderr --
    error: prices/AmazonECS/ap-southeast-2.json:1:1: this is not JSON: expected value
     1 | <!DOCTYPE html><html>Access denied</html>
       | ^
    hint: fetch the list again, or use the bundled one with `--prices bundled`
    ");
}

#[test]
fn a_download_that_broke_off() {
    let half = &SYDNEY[..SYDNEY.find("0.0485600000").unwrap()];
    assert_snapshot!(estimate_with(half), @r#"
    exit 4
    -- stderr --
    error: prices/AmazonECS/ap-southeast-2.json:246:25 at `terms.OnDemand.MMQG9GMCKV4JUBKW.MMQG9GMCKV4JUBKW.JRTCKXETXF.priceDimensions.MMQG9GMCKV4JUBKW.JRTCKXETXF.6YS6EN2CT7.pricePerUnit.USD`: the file is cut off: it ends in the middle of a value
     246 |                 "USD" : "
         |                         ^
    hint: fetch the list again, or use the bundled one with `--prices bundled`
    "#);
}

#[test]
fn more_after_the_end() {
    assert_snapshot!(estimate_with(format!("{SYDNEY}{{}}")), @"
    exit 4
    -- stderr --
    error: prices/AmazonECS/ap-southeast-2.json:320:1: this is not JSON: trailing characters
     320 | {}
         | ^
    hint: fetch the list again, or use the bundled one with `--prices bundled`
    ");
}

#[test]
fn utf_16_with_and_without_a_mark() {
    let little: Vec<u8> = SYDNEY.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [
        "\u{feff}"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect(),
        little.clone(),
    ];
    assert_eq!(estimate_with(marked.concat()), estimate_with(&little));
    assert_snapshot!(estimate_with(little), @"
    exit 4
    -- stderr --
    error: prices/AmazonECS/ap-southeast-2.json is UTF-16 (little-endian), not UTF-8
    hint: AWS's lists are plain UTF-8: unpack or convert the file
    ");
    let big: Vec<u8> = SYDNEY.encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_snapshot!(estimate_with(big), @"
    exit 4
    -- stderr --
    error: prices/AmazonECS/ap-southeast-2.json is UTF-16 (big-endian), not UTF-8
    hint: AWS's lists are plain UTF-8: unpack or convert the file
    ");
}

#[test]
fn a_byte_order_mark_of_utf_8_is_no_fault() {
    assert_eq!(
        estimate_with(format!("\u{feff}{SYDNEY}")),
        estimate_with(SYDNEY)
    );
}

#[test]
fn still_compressed() {
    assert_snapshot!(estimate_with(b"\x1f\x8b\x08\x00\x00\x00\x00\x00"), @"
    exit 4
    -- stderr --
    error: prices/AmazonECS/ap-southeast-2.json is compressed with gzip, not UTF-8
    hint: AWS's lists are plain UTF-8: unpack or convert the file
    ");
}

#[test]
fn the_same_sku_twice() {
    let twice = r#""5AV2ZNMQZ3K2BS3H" : { "attributes" : { } }, "5AV2ZNMQZ3K2BS3H" : {
      "sku" : "5AV2ZNMQZ3K2BS3H",
      "productFamily""#;
    let once = r#""5AV2ZNMQZ3K2BS3H" : {
      "sku" : "5AV2ZNMQZ3K2BS3H",
      "productFamily""#;
    assert_snapshot!(estimate_with(list_with(once, twice)), @r#"
    exit 4
    -- stderr --
    error: prices/AmazonECS/ap-southeast-2.json:8:69 at `products`: the key `5AV2ZNMQZ3K2BS3H` stands twice
     8 |     "5AV2ZNMQZ3K2BS3H" : { "attributes" : { } }, "5AV2ZNMQZ3K2BS3H" : {
       |                                                                     ^
    hint: fetch the list again, or use the bundled one with `--prices bundled`
    "#);
}

#[test]
fn the_same_field_twice() {
    let list = list_with(
        r#""offerCode" : "AmazonECS","#,
        r#""offerCode" : "AmazonECS", "offerCode" : "AmazonEC2","#,
    );
    assert_snapshot!(estimate_with(list), @r#"
    exit 4
    -- stderr --
    error: prices/AmazonECS/ap-southeast-2.json:4:42: the key `offerCode` stands twice
     4 |   "offerCode" : "AmazonECS", "offerCode" : "AmazonEC2",
       |                                          ^
    hint: fetch the list again, or use the bundled one with `--prices bundled`
    "#);
}

#[test]
fn the_same_rate_code_twice() {
    let both =
        format!(r#"{VCPU_DIMENSION}, "MMQG9GMCKV4JUBKW.JRTCKXETXF.6YS6EN2CT7" : {VCPU_DIMENSION}"#);
    assert_snapshot!(estimate_with(list_with(VCPU_DIMENSION, &both)), @r#"
    exit 4
    -- stderr --
    error: prices/AmazonECS/ap-southeast-2.json:249:57 at `terms.OnDemand.MMQG9GMCKV4JUBKW.MMQG9GMCKV4JUBKW.JRTCKXETXF.priceDimensions`: the key `MMQG9GMCKV4JUBKW.JRTCKXETXF.6YS6EN2CT7` stands twice
     249 |             }, "MMQG9GMCKV4JUBKW.JRTCKXETXF.6YS6EN2CT7" : {
         |                                                         ^
    hint: fetch the list again, or use the bundled one with `--prices bundled`
    "#);
}

#[test]
fn the_same_currency_twice() {
    let list = vcpu_price_with(r#""0.0485600000""#, r#""0.0485600000", "USD" : "0.1""#);
    assert_snapshot!(estimate_with(list), @r#"
    exit 4
    -- stderr --
    error: prices/AmazonECS/ap-southeast-2.json:246:47 at `terms.OnDemand.MMQG9GMCKV4JUBKW.MMQG9GMCKV4JUBKW.JRTCKXETXF.priceDimensions.MMQG9GMCKV4JUBKW.JRTCKXETXF.6YS6EN2CT7.pricePerUnit`: the key `USD` stands twice
     246 |                 "USD" : "0.0485600000", "USD" : "0.1"
         |                                               ^
    hint: fetch the list again, or use the bundled one with `--prices bundled`
    "#);
}

#[test]
fn a_number_where_a_string_belongs() {
    let list = vcpu_price_with(r#""beginRange" : "0""#, r#""beginRange" : 0"#);
    assert_snapshot!(estimate_with(list), @r#"
    exit 4
    -- stderr --
    error: prices/AmazonECS/ap-southeast-2.json:242:31 at `terms.OnDemand.MMQG9GMCKV4JUBKW.MMQG9GMCKV4JUBKW.JRTCKXETXF.priceDimensions.MMQG9GMCKV4JUBKW.JRTCKXETXF.6YS6EN2CT7.beginRange`: expected a string with a number, such as "0", found integer `0`
     242 |               "beginRange" : 0,
         |                               ^
    hint: fetch the list again, or use the bundled one with `--prices bundled`
    "#);
}

#[test]
fn a_price_in_words() {
    assert_snapshot!(estimate_with(vcpu_price_with("0.0485600000", "N/A")), @r#"
    exit 4
    -- stderr --
    error: prices/AmazonECS/ap-southeast-2.json:246:29 at `terms.OnDemand.MMQG9GMCKV4JUBKW.MMQG9GMCKV4JUBKW.JRTCKXETXF.priceDimensions.MMQG9GMCKV4JUBKW.JRTCKXETXF.6YS6EN2CT7.pricePerUnit.USD`: `N/A` is not a plain decimal number
     246 |                 "USD" : "N/A"
         |                             ^
    hint: fetch the list again, or use the bundled one with `--prices bundled`
    "#);
}

#[test]
fn a_price_in_powers_of_ten() {
    assert_snapshot!(estimate_with(vcpu_price_with("0.0485600000", "1E-7")), @r#"
    exit 4
    -- stderr --
    error: prices/AmazonECS/ap-southeast-2.json:246:30 at `terms.OnDemand.MMQG9GMCKV4JUBKW.MMQG9GMCKV4JUBKW.JRTCKXETXF.priceDimensions.MMQG9GMCKV4JUBKW.JRTCKXETXF.6YS6EN2CT7.pricePerUnit.USD`: `1E-7` is not a plain decimal number
     246 |                 "USD" : "1E-7"
         |                              ^
    hint: fetch the list again, or use the bundled one with `--prices bundled`
    "#);
}

#[test]
fn a_price_of_more_digits_than_are_held_exactly() {
    let price = "0.04856000000000000000000000000001";
    assert_snapshot!(estimate_with(vcpu_price_with("0.0485600000", price)), @r#"
    exit 4
    -- stderr --
    error: prices/AmazonECS/ap-southeast-2.json:246:60 at `terms.OnDemand.MMQG9GMCKV4JUBKW.MMQG9GMCKV4JUBKW.JRTCKXETXF.priceDimensions.MMQG9GMCKV4JUBKW.JRTCKXETXF.6YS6EN2CT7.pricePerUnit.USD`: `0.04856000000000000000000000000001` has more digits than can be held exactly
     246 |                 "USD" : "0.04856000000000000000000000000001"
         |                                                            ^
    hint: fetch the list again, or use the bundled one with `--prices bundled`
    "#);
}

#[test]
fn a_negative_price() {
    assert_snapshot!(estimate_with(vcpu_price_with("0.0485600000", "-0.04856")), @r#"
    exit 4
    -- stderr --
    error: prices/AmazonECS/ap-southeast-2.json:246:34 at `terms.OnDemand.MMQG9GMCKV4JUBKW.MMQG9GMCKV4JUBKW.JRTCKXETXF.priceDimensions.MMQG9GMCKV4JUBKW.JRTCKXETXF.6YS6EN2CT7.pricePerUnit.USD`: `-0.04856` is negative: a price cannot be
     246 |                 "USD" : "-0.04856"
         |                                  ^
    hint: fetch the list again, or use the bundled one with `--prices bundled`
    "#);
}

#[test]
fn a_price_without_its_unit() {
    assert_snapshot!(estimate_with(vcpu_price_with(r#""unit" : "hours","#, "")), @"
    exit 4
    -- stderr --
    error: prices/AmazonECS/ap-southeast-2.json:249:13 at `terms.OnDemand.MMQG9GMCKV4JUBKW.MMQG9GMCKV4JUBKW.JRTCKXETXF.priceDimensions.MMQG9GMCKV4JUBKW.JRTCKXETXF.6YS6EN2CT7`: the key `unit` is missing
     249 |             }
         |             ^
    hint: fetch the list again, or use the bundled one with `--prices bundled`
    ");
}

#[test]
fn tiers_with_a_gap() {
    assert_snapshot!(estimate_with(vcpu_tiers(("0", "10"), ("20", "Inf"))), @"
    exit 4
    -- stderr --
    error: prices/AmazonECS/ap-southeast-2.json:260:12 at `terms.OnDemand.MMQG9GMCKV4JUBKW.MMQG9GMCKV4JUBKW.JRTCKXETXF.priceDimensions`: the tiers leave a gap from 10 to 20
     260 |           },
         |            ^
    hint: fetch the list again, or use the bundled one with `--prices bundled`
    ");
}

#[test]
fn tiers_that_overlap() {
    assert_snapshot!(estimate_with(vcpu_tiers(("0", "10"), ("5", "Inf"))), @"
    exit 4
    -- stderr --
    error: prices/AmazonECS/ap-southeast-2.json:260:12 at `terms.OnDemand.MMQG9GMCKV4JUBKW.MMQG9GMCKV4JUBKW.JRTCKXETXF.priceDimensions`: the tiers overlap from 5 to 10
     260 |           },
         |            ^
    hint: fetch the list again, or use the bundled one with `--prices bundled`
    ");
    assert_snapshot!(estimate_with(vcpu_tiers(("0", "Inf"), ("0", "Inf"))), @"
    exit 4
    -- stderr --
    error: prices/AmazonECS/ap-southeast-2.json:260:12 at `terms.OnDemand.MMQG9GMCKV4JUBKW.MMQG9GMCKV4JUBKW.JRTCKXETXF.priceDimensions`: the tiers overlap from 0 to Inf
     260 |           },
         |            ^
    hint: fetch the list again, or use the bundled one with `--prices bundled`
    ");
}

#[test]
fn tiers_that_do_not_begin_at_0() {
    assert_snapshot!(estimate_with(vcpu_tiers(("1", "10"), ("10", "Inf"))), @"
    exit 4
    -- stderr --
    error: prices/AmazonECS/ap-southeast-2.json:260:12 at `terms.OnDemand.MMQG9GMCKV4JUBKW.MMQG9GMCKV4JUBKW.JRTCKXETXF.priceDimensions`: the tiers leave a gap from 0 to 1
     260 |           },
         |            ^
    hint: fetch the list again, or use the bundled one with `--prices bundled`
    ");
}

#[test]
fn a_tier_that_ends_before_it_begins() {
    assert_snapshot!(estimate_with(vcpu_tiers(("0", "10"), ("10", "5"))), @"
    exit 4
    -- stderr --
    error: prices/AmazonECS/ap-southeast-2.json:260:12 at `terms.OnDemand.MMQG9GMCKV4JUBKW.MMQG9GMCKV4JUBKW.JRTCKXETXF.priceDimensions`: a tier ends at 5 but begins at 10
     260 |           },
         |            ^
    hint: fetch the list again, or use the bundled one with `--prices bundled`
    ");
}

#[test]
fn tiers_of_different_units() {
    let tiers = vcpu_tiers(("0", "10"), ("10", "Inf"));
    let of_gb = tiers.replace(
        "\"endRange\" : \"10\",\n              \"unit\" : \"hours\"",
        "\"endRange\" : \"10\",\n              \"unit\" : \"GB\"",
    );
    assert_snapshot!(estimate_with(of_gb), @"
    exit 4
    -- stderr --
    error: prices/AmazonECS/ap-southeast-2.json:260:12 at `terms.OnDemand.MMQG9GMCKV4JUBKW.MMQG9GMCKV4JUBKW.JRTCKXETXF.priceDimensions`: the tiers of one price are per `GB` and per `hours`
     260 |           },
         |            ^
    hint: fetch the list again, or use the bundled one with `--prices bundled`
    ");
}

#[test]
fn tiers_that_join_are_accepted_in_any_order() {
    let rising = estimate_with(vcpu_tiers(("0", "5"), ("5", "Inf")));
    assert_eq!(rising, estimate_with(vcpu_tiers(("5", "Inf"), ("0", "5"))));
    assert_eq!(
        rising,
        estimate_with(SYDNEY),
        "both tiers have the same rate"
    );
}

#[test]
fn a_quantity_above_the_last_tier_is_a_gap() {
    // The task runs 7.6 hours a month; the list has a rate up to 1 hour.
    assert_snapshot!(estimate_with(vcpu_price_with("Inf", "1")), @r#"
    exit 0
    -- stdout --
    Service,Region,Upfront,Monthly,12-Month Total,Currency,Configuration Summary,Monthly Low,Monthly High,Gaps
    AWS Fargate,Asia Pacific (Sydney),0,0.0809083333333333333333333333,0.9709,USD,"Linux, x86, 15 min/task/day, 20 GB storage, 2 GB memory, 1 vCPU",0.0809083333333333333333333333,0.0809083333333333333333333333,1
    Total,,0,0.0809083333333333333333333333,0.9709,USD,,0.0809083333333333333333333333,0.0809083333333333333333333333,1
    -- stderr --
    warning: 1 line has no amount: sums are lower bounds, see "Missing" or `gaps`
    "#);
}

#[test]
fn two_skus_for_one_usage_type() {
    let list = list_with(
        "APS2-Fargate-ARM-vCPU-Hours:perCPU",
        "APS2-Fargate-vCPU-Hours:perCPU",
    );
    assert_snapshot!(estimate_with(list), @"
    exit 4
    -- stderr --
    error: the price list of AmazonECS in ap-southeast-2 has 2 prices for usage type `APS2-Fargate-vCPU-Hours:perCPU`: SKUs 5AV2ZNMQZ3K2BS3H, MMQG9GMCKV4JUBKW
    hint: labcost does not choose between prices: name the `operation` in the lab file, or take the wrong SKU out of the list
    ");
}

#[test]
fn a_price_per_another_unit() {
    let list = vcpu_price_with(r#""unit" : "hours""#, r#""unit" : "GB""#);
    assert_snapshot!(estimate_with(list), @"
    exit 4
    -- stderr --
    error: SKU MMQG9GMCKV4JUBKW prices usage type `APS2-Fargate-vCPU-Hours:perCPU` per `GB`, but the usage is counted in `hours`
    hint: correct the `unit` in the lab file, or use another price list
    ");
}

#[test]
fn a_currency_that_the_list_lacks() {
    let folder = Folder::with(PATH, SYDNEY);
    assert_snapshot!(estimate_in(&folder, &["--currency", "EUR"]), @"
    exit 4
    -- stderr --
    error: prices/AmazonECS/ap-southeast-2.json has no price in EUR for SKU 5AV2ZNMQZ3K2BS3H (rate code 5AV2ZNMQZ3K2BS3H.JRTCKXETXF.6YS6EN2CT7), only in USD
    hint: choose a currency that the list has, with `--currency`
    ");
    assert_snapshot!(estimate_with(SYDNEY.replace("USD", "CNY")), @"
    exit 4
    -- stderr --
    error: prices/AmazonECS/ap-southeast-2.json has no price in USD for SKU 5AV2ZNMQZ3K2BS3H (rate code 5AV2ZNMQZ3K2BS3H.JRTCKXETXF.6YS6EN2CT7), only in CNY
    hint: choose a currency that the list has, with `--currency`
    ");
}

#[test]
fn of_several_currencies_the_wanted_one_is_read() {
    // Every price also in CNY, at 1; the task is 365/48 vCPU-hours and 365/24 GB-hours: 22.8125.
    let lines = SYDNEY
        .lines()
        .map(|line| match line.split_once("\"USD\" : ") {
            Some((indent, _)) => format!(r#"{line}, {indent}"CNY" : "1""#),
            None => line.to_owned(),
        });
    let list = lines.collect::<Vec<_>>().join("\n");
    assert_eq!(estimate_with(&list), estimate_with(SYDNEY));
    let folder = Folder::with(PATH, list);
    assert_snapshot!(estimate_in(&folder, &["--currency", "CNY"]), @r#"
    exit 0
    -- stdout --
    Service,Region,Upfront,Monthly,12-Month Total,Currency,Configuration Summary,Monthly Low,Monthly High,Gaps
    AWS Fargate,Asia Pacific (Sydney),0,22.8125,273.75,CNY,"Linux, x86, 15 min/task/day, 20 GB storage, 2 GB memory, 1 vCPU",22.8125,22.8125,0
    Total,,0,22.8125,273.75,CNY,,22.8125,22.8125,0
    "#);
}

#[test]
fn a_list_in_the_place_of_another_service() {
    let list = list_with(
        r#""offerCode" : "AmazonECS""#,
        r#""offerCode" : "AmazonEKS""#,
    );
    assert_snapshot!(estimate_with(list), @"
    exit 4
    -- stderr --
    error: prices/AmazonECS/ap-southeast-2.json is a price list of AmazonEKS, not of AmazonECS
    hint: a list's path says what it is for: <ServiceCode>/<region>.json
    ");
}

#[test]
fn a_list_in_the_place_of_another_region() {
    assert_snapshot!(estimate_with(IRELAND), @"
    exit 4
    -- stderr --
    error: prices/AmazonECS/ap-southeast-2.json is a price list of eu-west-1, not of ap-southeast-2
    hint: a list's path says what it is for: <ServiceCode>/<region>.json
    ");
}

#[test]
fn no_folder_or_a_file_in_its_place() {
    assert_snapshot!(labcost(&["estimate", "--prices", "prises"]), @"
    exit 4
    -- stderr --
    error: there is no folder of price lists at prises
    hint: `--prices` takes `bundled`, or a folder with <ServiceCode>/<region>.json in AWS's bulk format
    ");
    let file = Folder::with("prices", SYDNEY);
    assert_snapshot!(estimate_in(&file, &[]), @"
    exit 4
    -- stderr --
    error: there is no folder of price lists at prices
    hint: `--prices` takes `bundled`, or a folder with <ServiceCode>/<region>.json in AWS's bulk format
    ");
}

#[test]
fn a_list_that_is_a_folder() {
    let folder = Folder::new();
    fs::create_dir_all(folder.path(PATH)).unwrap();
    assert_snapshot!(estimate_in(&folder, &[]), @"
    exit 4
    -- stderr --
    error: cannot read the price list prices/AmazonECS/ap-southeast-2.json
    caused by: is a directory
    hint: `--prices` takes `bundled`, or a folder with <ServiceCode>/<region>.json in AWS's bulk format
    ");
}

#[cfg(unix)]
#[test]
fn a_list_that_may_not_be_read() {
    let folder = Folder::with(PATH, SYDNEY);
    if crate::support::lock(&folder.path(PATH)) {
        assert_snapshot!(estimate_in(&folder, &[]), @"
        exit 4
        -- stderr --
        error: cannot read the price list prices/AmazonECS/ap-southeast-2.json
        caused by: Permission denied (os error 13)
        hint: `--prices` takes `bundled`, or a folder with <ServiceCode>/<region>.json in AWS's bulk format
        ");
    }
}

#[test]
fn a_list_larger_than_the_limit_is_not_read() {
    let folder = Folder::with(PATH, "");
    // A sparse file: it takes no room on the disk.
    let file = fs::File::options()
        .write(true)
        .open(folder.path(PATH))
        .unwrap();
    file.set_len(2 * 1024 * 1024 * 1024 + 1).unwrap();
    assert_snapshot!(estimate_in(&folder, &[]), @"
    exit 4
    -- stderr --
    error: prices/AmazonECS/ap-southeast-2.json is larger than 2 GB, the limit for a price list
    hint: fetch the list of one Region, not that of all Regions
    ");
}

#[test]
fn unknown_keys_and_other_terms_are_skipped() {
    let list = list_with(
        r#""terms" : {"#,
        r#""futureKey" : [1, {"a" : null}],
  "terms" : {
    "Reserved" : { "5AV2ZNMQZ3K2BS3H" : { "x" : { "priceDimensions" : { "y" : {
      "unit" : "Quantity", "pricePerUnit" : { "USD" : "100" } } } } } },
    "FlatRate" : [ ],"#,
    );
    assert_eq!(estimate_with(list), estimate_with(SYDNEY));
}

#[test]
fn a_product_without_terms_is_a_gap_and_terms_without_a_product_are_skipped() {
    // The terms of the vCPU-hour are now those of a SKU that has no product.
    let terms = r#""MMQG9GMCKV4JUBKW" : {
        "MMQG"#;
    let orphan = r#""ORPHANORPHANORPH" : {
        "MMQG"#;
    assert_snapshot!(estimate_with(list_with(terms, orphan)), @r#"
    exit 0
    -- stdout --
    Service,Region,Upfront,Monthly,12-Month Total,Currency,Configuration Summary,Monthly Low,Monthly High,Gaps
    AWS Fargate,Asia Pacific (Sydney),0,0.0809083333333333333333333333,0.9709,USD,"Linux, x86, 15 min/task/day, 20 GB storage, 2 GB memory, 1 vCPU",0.0809083333333333333333333333,0.0809083333333333333333333333,1
    Total,,0,0.0809083333333333333333333333,0.9709,USD,,0.0809083333333333333333333333,0.0809083333333333333333333333,1
    -- stderr --
    warning: 1 line has no amount: sums are lower bounds, see "Missing" or `gaps`
    "#);
}

#[test]
fn a_list_that_the_folder_lacks_is_a_gap() {
    let folder = Folder::with("prices/AmazonEKS/ap-southeast-2.json", "not read");
    let arguments = ["estimate", "--prices", "prices", "--service", "fargate"];
    let table = folder.run(&[&arguments[..], &["--format", "markdown"]].concat());
    let (table, _) = table.split_once("* **Left running").unwrap();
    assert_snapshot!(table, @"
    exit 0
    -- stdout --
    | Service | Region | Upfront | Monthly | 12-Month Total | Currency | Configuration Summary |
    | --- | --- | ---: | ---: | ---: | --- | --- |
    | AWS Fargate | Asia Pacific (Sydney) | 0.00 | ? | ? | USD | Linux, x86, 15 min/task/day, 20 GB storage, 2 GB memory, 1 vCPU |
    | **Total** |  | **0.00** | **?** | **?** | **USD** |  |

    * **Lab:** ecs-security: Amazon ECS Series: Security
    * **Missing:**
      * APS2-Fargate-vCPU-Hours:perCPU of carts-task: there is no price list of AmazonECS in ap-southeast-2
      * APS2-Fargate-GB-Hours of carts-task: there is no price list of AmazonECS in ap-southeast-2
    ");
    let strict = folder.run(&[&arguments[..], &["--strict"]].concat());
    assert!(strict.starts_with("exit 3\n"), "{strict}");
}

#[test]
fn an_empty_file() {
    assert_eq!(estimate_with(""), estimate_with(" \n\n"));
    assert_snapshot!(estimate_with(""), @"
    exit 4
    -- stderr --
    error: prices/AmazonECS/ap-southeast-2.json:1:1: the file is empty
    hint: fetch the list again, or use the bundled one with `--prices bundled`
    ");
}

#[test]
fn nesting_without_end_is_not_followed() {
    // However long the file is: reading stops at the bracket that is too much. Skipping a gigabyte
    // of them would take a gigabyte of memory, so this needs no file of that size.
    let brackets = "[".repeat(1_000_000);
    let skipped = list_with(
        r#""formatVersion" : "v1.0""#,
        &format!(r#""x" : {brackets}"#),
    );
    assert_snapshot!(estimate_with(skipped), @"
    exit 4
    -- stderr --
    error: prices/AmazonECS/ap-southeast-2.json:2:136: the file nests deeper than any price list does
     2 | [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
       |                                         ^
    hint: fetch the list again, or use the bundled one with `--prices bundled`
    ");
    assert_snapshot!(estimate_with(brackets), @"
    exit 4
    -- stderr --
    error: prices/AmazonECS/ap-southeast-2.json:1:1: a price list is an object, not a list
     1 | [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
       | ^
    hint: fetch the list again, or use the bundled one with `--prices bundled`
    ");
}

#[test]
fn brackets_in_a_text_are_no_nesting() {
    let disclaimer = format!(r#""formatVersion" : "\\\"{}""#, "[".repeat(1_000));
    let list = list_with(r#""formatVersion" : "v1.0""#, &disclaimer);
    assert_eq!(estimate_with(list), estimate_with(SYDNEY));
}

#[test]
fn another_encoding() {
    let list = list_with("APS2-Fargate-GB-Hours", "APS2-F\u{e4}rgate-GB-Hours");
    let latin_1: Vec<u8> = list
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    assert_snapshot!(estimate_with(latin_1), @r#"
    exit 4
    -- stderr --
    error: prices/AmazonECS/ap-southeast-2.json:107:30 at `products.RWBFR84TYF5JT44P.attributes.usagetype`: the text is not UTF-8
     107 |         "usagetype" : "APS2-F�rgate-GB-Hours",
         |                              ^
    hint: fetch the list again, or use the bundled one with `--prices bundled`
    "#);
}

#[test]
fn a_number_where_a_price_belongs_is_told_in_its_own_line() {
    assert_snapshot!(estimate_with(vcpu_price_with(r#""0.0485600000""#, "0.04856")), @r#"
    exit 4
    -- stderr --
    error: prices/AmazonECS/ap-southeast-2.json:246:31 at `terms.OnDemand.MMQG9GMCKV4JUBKW.MMQG9GMCKV4JUBKW.JRTCKXETXF.priceDimensions.MMQG9GMCKV4JUBKW.JRTCKXETXF.6YS6EN2CT7.pricePerUnit.USD`: expected a string with a price, such as "0.0485600000", found floating point `0.04856`
     246 |                 "USD" : 0.04856
         |                               ^
    hint: fetch the list again, or use the bundled one with `--prices bundled`
    "#);
}

#[test]
fn a_price_in_no_currency() {
    assert_snapshot!(estimate_with(vcpu_price_with(r#""USD" : "0.0485600000""#, "")), @"
    exit 4
    -- stderr --
    error: prices/AmazonECS/ap-southeast-2.json:250:12 at `terms.OnDemand.MMQG9GMCKV4JUBKW.MMQG9GMCKV4JUBKW.JRTCKXETXF.priceDimensions`: the rate `MMQG9GMCKV4JUBKW.JRTCKXETXF.6YS6EN2CT7` has no price in any currency
     250 |           },
         |            ^
    hint: fetch the list again, or use the bundled one with `--prices bundled`
    ");
}

#[test]
fn a_message_is_not_as_long_as_the_file() {
    let text = estimate_with(vcpu_price_with("0.0485600000", &"9".repeat(1_000_000)));
    assert!(
        text.starts_with("exit 4\n") && text.len() < 1_500,
        "{}",
        text.len()
    );
}

#[test]
fn escapes_in_a_list_do_not_reach_the_terminal() {
    let folder = Folder::with(
        PATH,
        vcpu_price_with("0.0485600000", r"\u001b[31mred\u0007"),
    );
    let mut command = folder.labcost(&["estimate", "--prices", "prices"]);
    assert_snapshot!(on_a_terminal(&mut command), @r#"
    ESC[1mESC[31merror:ESC[0m prices/AmazonECS/ap-southeast-2.json:246:45 at `terms.OnDemand.MMQG9GMCKV4JUBKW.MMQG9GMCKV4JUBKW.JRTCKXETXF.priceDimensions.MMQG9GMCKV4JUBKW.JRTCKXETXF.6YS6EN2CT7.pricePerUnit.USD`: ` [31mred ` is not a plain decimal number
     246 |                 "USD" : "\u001b[31mred\u0007"
         |                                             ^
    ESC[1mESC[36mhint:ESC[0m fetch the list again, or use the bundled one with `--prices bundled`
    "#);
}

#[test]
fn all_regions_of_a_folder_without_lists() {
    let folder = Folder::with("prices/README", "");
    assert_snapshot!(estimate_in(&folder, &["--region", "all"]), @"
    exit 4
    -- stderr --
    error: the folder of price lists has no list of any Region that labcost knows
    hint: `--prices` takes a folder with <ServiceCode>/<region>.json in AWS's bulk format
    ");
}
