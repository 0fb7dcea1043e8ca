//! Reader of AWS's bulk offer JSON: bytes to checked prices.
//!
//! The file is `{offerCode, version, publicationDate, products: {sku: …}, terms: {OnDemand: {sku:
//! …}}}` (AWS Billing User Guide, "Reading the service price list file"). Traps that this reader
//! minds: every number is a string; price dimensions are in no order; a free tier is a first tier
//! at 0; Reserved and other terms stand beside the on-demand ones and are skipped, as are unknown
//! keys; prices are keyed by currency; a Reserved term's upfront fee has no range; the same name
//! twice in one object is a fault.
//!
//! Reading streams: memory grows with the products, not with the bytes, and nesting is bounded.

use std::collections::HashMap;
use std::fmt;
use std::io::{self, BufRead};
use std::marker::PhantomData;
use std::path::PathBuf;

use serde::Deserialize;
use serde::de::{self, DeserializeOwned, Deserializer, MapAccess, Visitor};

use super::diagnosis::{describe, key_of_fault, line_text};
use super::error::{Place, PriceError};
use super::list::Price;
use super::shallow::Shallow;
use super::tier::{Tier, Tiers};
use crate::exact::Exact;
use crate::money::{Currency, Rate};
use crate::region::Region;
use crate::service::ServiceCode;

/// A price list as AWS publishes it, checked as far as that is possible without knowing a currency.
#[derive(Debug, Deserialize)]
pub struct Offer {
    /// The service's code.
    #[serde(rename = "offerCode")]
    pub offer_code: String,
    /// The version: the digits of the publication date.
    #[serde(deserialize_with = "plain")]
    pub version: String,
    /// When AWS published the list.
    #[serde(rename = "publicationDate", deserialize_with = "plain")]
    pub publication_date: String,
    products: Unique<Product>,
    terms: Terms,
}

#[derive(Debug, Deserialize)]
struct Product {
    attributes: Attributes,
}

#[derive(Debug, Deserialize)]
struct Attributes {
    /// Absent on a few products of EC2's list, which then cannot be asked for.
    usagetype: Option<Box<str>>,
    #[serde(default)]
    operation: Box<str>,
    #[serde(rename = "regionCode")]
    region_code: Option<Box<str>>,
}

#[derive(Debug, Deserialize)]
struct Terms {
    #[serde(rename = "OnDemand", default)]
    on_demand: Unique<Unique<Term>>,
}

#[derive(Debug, Deserialize)]
struct Term {
    #[serde(rename = "priceDimensions")]
    price_dimensions: Dimensions,
}

#[derive(Debug, Deserialize)]
struct Dimension {
    #[serde(rename = "rateCode")]
    rate_code: Box<str>,
    #[serde(rename = "beginRange")]
    begin: Begin,
    #[serde(rename = "endRange")]
    end: End,
    unit: Box<str>,
    #[serde(rename = "pricePerUnit")]
    price_per_unit: Unique<Rate>,
}

/// The dimensions of one term; their ranges are known to be contiguous.
#[derive(Debug)]
struct Dimensions(Vec<Dimension>);

/// Reads one offer file. `open` is called again if the file is faulty, to find the key of the
/// fault.
///
/// # Errors
/// [`PriceError`] with line, column and key.
pub fn read_offer<R: BufRead>(
    name: &str,
    open: impl Fn() -> io::Result<R>,
) -> Result<Offer, PriceError> {
    let unreadable = |source| PriceError::Unreadable {
        path: PathBuf::from(name),
        source,
    };
    let malformed = |(line, column), key, message: &str| PriceError::Malformed {
        place: Place {
            list: name.to_owned(),
            line,
            column,
            key,
            line_text: open().map_or_else(|_| String::new(), |reader| line_text(reader, line)),
        },
        message: message.to_owned(),
    };
    let mut reader = open().map_err(unreadable)?;
    check_encoding(name, reader.fill_buf().map_err(unreadable)?)?;
    skip_byte_order_mark(&mut reader).map_err(unreadable)?;
    match reader.fill_buf().map_err(unreadable)?.trim_ascii_start() {
        [] => return Err(malformed((1, 1), None, "the file is empty")),
        [b'[', ..] => {
            return Err(malformed(
                (1, 1),
                None,
                "a price list is an object, not a list",
            ));
        }
        _ => {}
    }
    let mut reader = Shallow::new(reader);
    let mut json = serde_json::Deserializer::from_reader(&mut reader);
    let result = Offer::deserialize(&mut json).and_then(|offer| json.end().map(|()| offer));
    result.map_err(|error| {
        if let Some(place) = reader.too_deep {
            return malformed(
                place,
                None,
                "the file nests deeper than any price list does",
            );
        }
        if error.is_io() {
            return unreadable(error.into());
        }
        let place = match error.column() {
            // The parser looked past the end of the line to see the end of a number.
            0 => (error.line().saturating_sub(1), reader.line_before_length),
            column => (error.line(), column),
        };
        let key = open().ok().and_then(|mut reader| {
            skip_byte_order_mark(&mut reader).ok()?;
            key_of_fault::<Offer>(reader)
        });
        malformed(place, key, &describe(&error))
    })
}

fn check_encoding(name: &str, start: &[u8]) -> Result<(), PriceError> {
    let encoding = match start {
        [0xFF, 0xFE, ..] | [_, 0, ..] => "UTF-16 (little-endian)",
        [0xFE, 0xFF, ..] | [0, _, ..] => "UTF-16 (big-endian)",
        [0x1F, 0x8B, ..] => "compressed with gzip",
        _ => return Ok(()),
    };
    Err(PriceError::Encoding {
        list: name.to_owned(),
        encoding,
    })
}

fn skip_byte_order_mark(reader: &mut impl BufRead) -> io::Result<()> {
    if reader.fill_buf()?.starts_with(b"\xEF\xBB\xBF") {
        reader.consume(3);
    }
    Ok(())
}

impl Offer {
    /// Checks that the list is the one that its path promises.
    ///
    /// # Errors
    /// [`PriceError::OtherList`].
    pub(super) fn check_is_for(
        &self,
        service: &ServiceCode,
        region: Region,
        name: &str,
    ) -> Result<(), PriceError> {
        let other = |found: String, wanted: String| {
            Err(PriceError::OtherList {
                list: name.to_owned(),
                found,
                wanted,
            })
        };
        if self.offer_code != service.as_str() {
            return other(self.offer_code.clone(), service.to_string());
        }
        // Local and Wavelength Zones share a Region's list, so one product of the Region is enough.
        let mut codes = self
            .products
            .iter()
            .filter_map(|product| product.attributes.region_code.as_deref());
        let Some(first) = codes.next() else {
            return Ok(());
        };
        if first == region.code() || codes.any(|code| code == region.code()) {
            return Ok(());
        }
        other(first.to_owned(), region.to_string())
    }

    /// The on-demand prices in one currency.
    ///
    /// # Errors
    /// [`PriceError::Currency`] if a price is not in that currency;
    /// [`PriceError::Ambiguous`] is left to the lookup, so that an oddity elsewhere in a list does
    /// not stop a lab.
    pub(super) fn into_prices(
        self,
        currency: Currency,
        name: &str,
    ) -> Result<Vec<Price>, PriceError> {
        let mut products: HashMap<Box<str>, Product> = self.products.0.into_iter().collect();
        let mut prices = Vec::with_capacity(products.len());
        for (sku, terms) in self.terms.on_demand.0 {
            let Some(Attributes {
                usagetype: Some(usage_type),
                operation,
                ..
            }) = products.remove(&sku).map(|product| product.attributes)
            else {
                continue;
            };
            // Several terms for one SKU stay several prices: a lookup then names them.
            for (_, term) in terms.0 {
                prices.push(price(&sku, &usage_type, &operation, term, currency, name)?);
            }
        }
        Ok(prices)
    }
}

fn price(
    sku: &str,
    usage_type: &str,
    operation: &str,
    term: Term,
    currency: Currency,
    name: &str,
) -> Result<Price, PriceError> {
    let mut unit: Box<str> = Box::default();
    let mut tiers = Vec::with_capacity(term.price_dimensions.0.len());
    for dimension in term.price_dimensions.0 {
        let rate = dimension.price_per_unit.get(currency.code()).copied();
        let Some(rate) = rate else {
            return Err(PriceError::Currency {
                list: name.to_owned(),
                wanted: currency,
                found: dimension.price_per_unit.keys(),
                sku: sku.to_owned(),
                rate_code: dimension.rate_code.to_string(),
            });
        };
        unit = dimension.unit;
        tiers.push(Tier {
            begin: dimension.begin.0,
            end: dimension.end.0,
            rate,
            rate_code: dimension.rate_code,
        });
    }
    let tiers = Tiers::new(tiers).map_err(|fault| PriceError::Malformed {
        place: Place {
            list: name.to_owned(),
            line: 0,
            column: 0,
            key: Some(sku.to_owned()),
            line_text: String::new(),
        },
        message: fault.to_string(),
    })?;
    Ok(Price {
        sku: sku.into(),
        usage_type: usage_type.into(),
        operation: operation.into(),
        unit,
        tiers,
    })
}

/// A JSON object as a list of entries, in file order, in which no name may stand twice.
#[derive(Debug)]
struct Unique<T>(Vec<(Box<str>, T)>);

impl<T> Default for Unique<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Unique<T> {
    fn iter(&self) -> impl Iterator<Item = &T> {
        self.0.iter().map(|(_, value)| value)
    }

    fn get(&self, name: &str) -> Option<&T> {
        self.0
            .iter()
            .find(|(key, _)| &**key == name)
            .map(|(_, value)| value)
    }

    fn keys(&self) -> String {
        let keys: Vec<&str> = self.0.iter().map(|(key, _)| &**key).collect();
        keys.join(", ")
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Unique<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries<T>(PhantomData<T>);
        impl<'de, T: DeserializeOwned> Visitor<'de> for Entries<T> {
            type Value = Unique<T>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Unique<T>, A::Error> {
                let mut entries = Vec::new();
                let mut seen = std::collections::HashSet::new();
                while let Some(key) = map.next_key::<Box<str>>()? {
                    if !seen.insert(key.clone()) {
                        return Err(de::Error::custom(format_args!(
                            "the key `{key}` stands twice"
                        )));
                    }
                    entries.push((key, map.next_value()?));
                }
                Ok(Unique(entries))
            }
        }
        deserializer.deserialize_map(Entries(PhantomData))
    }
}

impl<'de> Deserialize<'de> for Dimensions {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let dimensions = Unique::<Dimension>::deserialize(deserializer)?;
        let dimensions: Vec<Dimension> = dimensions.0.into_iter().map(|(_, value)| value).collect();
        // Checked here, where the reader still knows line and column.
        let ranges = dimensions.iter().map(|dimension| Tier {
            begin: dimension.begin.0,
            end: dimension.end.0,
            rate: Rate::ZERO,
            rate_code: Box::default(),
        });
        Tiers::new(ranges.collect()).map_err(de::Error::custom)?;
        let unpriced = |dimension: &&Dimension| dimension.price_per_unit.0.is_empty();
        if let Some(dimension) = dimensions.iter().find(unpriced) {
            return Err(de::Error::custom(format_args!(
                "the rate `{}` has no price in any currency",
                dimension.rate_code
            )));
        }
        if let Some(pair) = dimensions
            .windows(2)
            .find(|pair| pair[0].unit != pair[1].unit)
        {
            return Err(de::Error::custom(format_args!(
                "the tiers of one price are per `{}` and per `{}`",
                pair[0].unit, pair[1].unit
            )));
        }
        Ok(Self(dimensions))
    }
}

/// Where a tier begins: a decimal in a string.
#[derive(Debug)]
struct Begin(Exact);

/// Where a tier ends: a decimal in a string, or `Inf`.
#[derive(Debug)]
struct End(Option<Exact>);

/// Deserializes from a JSON string only: a number there is a fault of the file.
fn from_string<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    expecting: &'static str,
    parse: fn(&str) -> Result<T, String>,
) -> Result<T, D::Error> {
    struct Text<T>(&'static str, fn(&str) -> Result<T, String>);
    impl<T> Visitor<'_> for Text<T> {
        type Value = T;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str(self.0)
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
            (self.1)(text).map_err(E::custom)
        }
    }
    deserializer.deserialize_str(Text(expecting, parse))
}

/// A version or a date is printed, so it must not hold what a terminal would obey.
fn plain<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let plain = |text: &str| {
        if text.bytes().all(|byte| byte.is_ascii_graphic()) && !text.is_empty() {
            Ok(text.to_owned())
        } else {
            Err("expected letters, digits and signs only".to_owned())
        }
    };
    from_string(
        deserializer,
        "a string such as \"2025-10-27T00:00:00Z\"",
        plain,
    )
}

fn bound(text: &str) -> Result<Exact, String> {
    let bound = Exact::parse(text)?;
    if bound.is_negative() {
        return Err(format!(
            "`{text}` is negative: a tier cannot begin or end there"
        ));
    }
    Ok(bound)
}

impl<'de> Deserialize<'de> for Begin {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_string(deserializer, "a string with a number, such as \"0\"", bound).map(Self)
    }
}

impl<'de> Deserialize<'de> for End {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let end = |text: &str| {
            if text == "Inf" {
                Ok(None)
            } else {
                bound(text).map(Some)
            }
        };
        from_string(deserializer, "a string with a number or \"Inf\"", end).map(Self)
    }
}

impl<'de> Deserialize<'de> for Rate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_string(
            deserializer,
            "a string with a price, such as \"0.0485600000\"",
            str::parse,
        )
    }
}
