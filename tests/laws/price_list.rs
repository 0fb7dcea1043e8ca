//! Price lists: a spoilt file is an error, or still a list whose tiers are whole.

use std::fs;
use std::path::Path;

use labcost::exact::Exact;
use labcost::money::Currency;
use labcost::price::{PriceList, PriceSource};
use labcost::service::ServiceCode;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::cases::cases;

const SERVICES: [&str; 4] = [
    "AmazonECS",
    "AmazonDynamoDB",
    "AmazonEC2",
    "AmazonCloudWatch",
];

fn bundled(service: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("pricing-fixtures");
    fs::read(folder.join(service).join("ap-southeast-2.json")).expect("a bundled list")
}

/// One change to a file, at a place.
#[derive(Clone, Debug)]
enum Change {
    FlipBit(u32),
    SetByte(u8),
    CutOff,
    RemoveSlice(usize),
    DoubleSlice(usize),
    /// Another digit in place of the next one, which leaves the file JSON.
    OtherDigit(u8),
    /// Another number in place of the next one in quotes.
    OtherNumber(&'static str),
}

fn change() -> impl Strategy<Value = Change> {
    let numbers = select(&["0", "1", "25", "Inf", "-1", "1e5", "0.5", "00", "", "NaN"][..]);
    prop_oneof![
        1 => (0_u32..8).prop_map(Change::FlipBit),
        1 => any::<u8>().prop_map(Change::SetByte),
        1 => Just(Change::CutOff),
        1 => (1_usize..400).prop_map(Change::RemoveSlice),
        1 => (1_usize..4_000).prop_map(Change::DoubleSlice),
        3 => (b'0'..=b'9').prop_map(Change::OtherDigit),
        3 => numbers.prop_map(Change::OtherNumber),
    ]
}

fn changed(mut bytes: Vec<u8>, place: Index, change: &Change) -> Vec<u8> {
    let start = place.index(bytes.len());
    let end = |length: usize| (start + length).min(bytes.len());
    match change {
        Change::FlipBit(bit) => bytes[start] ^= 1 << bit,
        Change::SetByte(byte) => bytes[start] = *byte,
        Change::CutOff => bytes.truncate(start),
        Change::RemoveSlice(length) => {
            bytes.drain(start..end(*length));
        }
        Change::DoubleSlice(length) => {
            let slice = bytes[start..end(*length)].to_vec();
            bytes.splice(start..start, slice);
        }
        Change::OtherDigit(digit) => {
            let rest = bytes[start..].iter_mut();
            if let Some(byte) = rest.into_iter().find(|byte| byte.is_ascii_digit()) {
                *byte = *digit;
            }
        }
        Change::OtherNumber(number) => {
            let from = b"\" : \"";
            let quoted = bytes[start..].windows(6).position(|six| {
                six.starts_with(from) && (six[5].is_ascii_digit() || six[5] == b'I')
            });
            if let Some(quoted) = quoted {
                let begin = start + quoted + from.len();
                let length = bytes[begin..].iter().position(|byte| *byte == b'"');
                bytes.splice(begin..begin + length.unwrap_or(0), number.bytes());
            }
        }
    }
    bytes
}

/// From 0 on without a gap or an overlap, and no rate below 0.
fn check_tiers(list: &PriceList) -> Result<(), TestCaseError> {
    for price in list.prices() {
        let mut reached = Some(Exact::ZERO);
        for tier in price.tiers.as_slice() {
            prop_assert_eq!(Some(tier.begin), reached, "{}", price.sku);
            prop_assert!(tier.end.is_none_or(|end| end > tier.begin), "{}", price.sku);
            prop_assert!(!tier.rate.to_exact().is_negative(), "{}", price.sku);
            reached = tier.end;
        }
        prop_assert!(!price.tiers.as_slice().is_empty(), "{}", price.sku);
    }
    Ok(())
}

/// Reads the bytes as the service's list of Sydney.
fn read(service: &str, bytes: &[u8]) -> Result<Option<PriceList>, String> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let lists = folder.path().join(service);
    fs::create_dir(&lists).expect("a folder");
    fs::write(lists.join("ap-southeast-2.json"), bytes).expect("a file");
    let source = PriceSource::Folder(folder.path().to_owned());
    let sydney = "ap-southeast-2".parse().expect("a Region");
    source
        .list(&ServiceCode::new(service), sydney, Currency::USD)
        .map_err(|error| error.to_string())
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn a_spoilt_list_is_an_error_or_whole(
        service in select(&SERVICES[..]),
        changes in prop::collection::vec((any::<Index>(), change()), 1..=3),
    ) {
        let mut bytes = bundled(service);
        for (place, change) in &changes {
            if !bytes.is_empty() {
                bytes = changed(bytes, *place, change);
            }
        }
        match read(service, &bytes) {
            Ok(list) => check_tiers(&list.expect("a list is there"))?,
            Err(message) => prop_assert!(!message.is_empty()),
        }
    }

    #[test]
    fn a_list_that_is_cut_off_is_never_read(
        service in select(&SERVICES[..]),
        place in any::<Index>(),
    ) {
        let bytes = bundled(service);
        let end = bytes.iter().rposition(|byte| *byte == b'}').unwrap();
        let cut = &bytes[..place.index(end)];
        prop_assert!(read(service, cut).is_err());
    }
}

#[test]
fn a_list_that_nobody_spoilt_is_whole() {
    for service in SERVICES {
        let list = read(service, &bundled(service)).unwrap().unwrap();
        assert!(!list.prices().is_empty());
        check_tiers(&list).unwrap();
    }
}
