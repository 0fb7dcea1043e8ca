//! The price book: which price does a usage type have, in a service's list of a Region?

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt;
use std::sync::Arc;

use super::error::PriceError;
use super::list::{ListIdentity, Price, PriceList};
use super::source::PriceSource;
use crate::money::Currency;
use crate::region::Region;
use crate::service::ServiceCode;

/// The lists of one source. A list is read when the first price is asked of it, and then kept.
#[derive(Debug)]
pub struct PriceBook {
    source: PriceSource,
    currency: Currency,
    lists: Vec<Shelf>,
    places: HashMap<(ServiceCode, Region), usize>,
    /// The list asked before: mostly that of the next question, too.
    latest: usize,
}

/// A place for a list, which may be empty.
#[derive(Debug)]
struct Shelf {
    service: ServiceCode,
    region: Region,
    list: Option<PriceList>,
}

/// The book's answer: exactly one price, or none. Several are an error, never a choice.
#[derive(Debug)]
pub enum Answer<'book> {
    /// The price, and the list it stands in.
    One(&'book Arc<Price>, &'book Arc<ListIdentity>),
    /// No price.
    None(WhyNone),
}

/// Why there is no price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhyNone {
    /// There is no list for the service in that Region.
    NoList(ServiceCode, Region),
    /// The list does not hold the usage type (or not with that operation).
    NotInList(Arc<ListIdentity>),
}

impl fmt::Display for WhyNone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoList(service, region) => {
                write!(formatter, "there is no price list of {service} in {region}")
            }
            Self::NotInList(list) => write!(
                formatter,
                "the price list {} {} {} has no on-demand price for this usage type",
                list.service, list.region, list.version
            ),
        }
    }
}

impl PriceBook {
    /// A book that reads lists of this source, in this currency.
    #[must_use]
    pub fn new(source: PriceSource, currency: Currency) -> Self {
        Self {
            source,
            currency,
            lists: Vec::new(),
            places: HashMap::new(),
            latest: 0,
        }
    }

    /// The currency of its prices.
    #[must_use]
    pub fn currency(&self) -> Currency {
        self.currency
    }

    /// The one price of a usage type.
    ///
    /// Without an operation every operation matches; with one, exactly that one. A list that the
    /// source does not have is no error, it is the answer [`WhyNone::NoList`].
    ///
    /// ```
    /// use labcost::money::Currency;
    /// use labcost::price::{Answer, PriceBook, PriceSource};
    /// use labcost::service::ServiceCode;
    ///
    /// let mut book = PriceBook::new(PriceSource::Bundled, Currency::USD);
    /// let sydney = "ap-southeast-2".parse()?;
    /// let answer = book.price(&ServiceCode::ECS, sydney, "APS2-Fargate-GB-Hours", None)?;
    /// let Answer::One(price, list) = answer else { panic!("it is bundled") };
    /// assert_eq!(price.tiers.as_slice()[0].rate.to_string(), "0.0053200000");
    /// assert_eq!(list.publication_date, "2025-10-27T00:00:00Z");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`PriceError::Ambiguous`] names the SKUs if several prices match; any other
    /// [`PriceError`] if the list is there and cannot be used.
    pub fn price(
        &mut self,
        service: &ServiceCode,
        region: Region,
        usage_type: &str,
        operation: Option<&str>,
    ) -> Result<Answer<'_>, PriceError> {
        self.latest = self.place_of(service, region)?;
        let list = self.lists.get(self.latest);
        let list = list.and_then(|shelf| shelf.list.as_ref());
        let Some(list) = list else {
            return Ok(Answer::None(WhyNone::NoList(service.clone(), region)));
        };
        let mut matching = list.matching(usage_type, operation);
        match (matching.next(), matching.next()) {
            (None, _) => Ok(Answer::None(WhyNone::NotInList(list.identity().clone()))),
            (Some(price), None) => Ok(Answer::One(price, list.identity())),
            (Some(_), Some(_)) => Err(PriceError::Ambiguous {
                service: service.clone(),
                region,
                usage_type: usage_type.to_owned(),
                operation: operation.map(str::to_owned),
                skus: list
                    .matching(usage_type, operation)
                    .map(|price| price.sku.to_string())
                    .collect(),
            }),
        }
    }

    /// Where the list stands; it is read if nobody asked for it before.
    fn place_of(&mut self, service: &ServiceCode, region: Region) -> Result<usize, PriceError> {
        let latest = self.lists.get(self.latest);
        if latest.is_some_and(|shelf| shelf.region == region && shelf.service == *service) {
            return Ok(self.latest);
        }
        match self.places.entry((service.clone(), region)) {
            Entry::Occupied(place) => Ok(*place.get()),
            Entry::Vacant(place) => {
                self.lists.push(Shelf {
                    service: service.clone(),
                    region,
                    list: self.source.list(service, region, self.currency)?,
                });
                Ok(*place.insert(self.lists.len() - 1))
            }
        }
    }
}
