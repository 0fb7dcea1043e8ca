//! The price lists that are part of the binary. See `pricing-fixtures/SOURCES.md` for their origin.

use crate::region::Region;

/// Service code, Region code and the bytes of each list, sorted.
static LISTS: &[(&str, &str, &[u8])] =
    include!(concat!(env!("OUT_DIR"), "/bundled_price_lists.rs"));

/// The bytes of a bundled list.
pub(super) fn bundled_list(service_code: &str, region_code: &str) -> Option<&'static [u8]> {
    let wanted = (service_code, region_code);
    let index = LISTS.binary_search_by_key(&wanted, |(service, region, _)| (service, region));
    index
        .ok()
        .and_then(|index| LISTS.get(index))
        .map(|(_, _, bytes)| *bytes)
}

/// The Regions that have at least one bundled list, by code.
#[must_use]
pub fn bundled_regions() -> Vec<Region> {
    Region::all()
        .filter(|region| LISTS.iter().any(|(_, code, _)| *code == region.code()))
        .collect()
}
