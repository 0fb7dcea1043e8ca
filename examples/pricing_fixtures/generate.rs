//! Turns the two tables in `pricing-fixtures/` into price lists.
//!
//! The tables are what we know; the price lists are only another shape of it.
//! So this module adds nothing to a price: it checks the tables, names a place
//! or a service in full, and writes AWS's bulk offer format.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::Formatter;

/// What a reader must know who finds one of the files alone.
const DISCLAIMER: &str = "These are price facts collected from public sources and written in \
    the format of AWS's bulk price list. This is not a file from AWS. See SOURCES.md.";

const PRICES: Table = Table {
    name: "prices.csv",
    columns: &[
        "service_code",
        "region_code",
        "usage_type",
        "operation",
        "product_family",
        "group",
        "sku",
        "offer_term_code",
        "rate_code",
        "begin_range",
        "end_range",
        "unit",
        "price_per_unit_usd",
        "effective_date",
        "description",
        "source",
        "confidence",
        "note",
    ],
};

const VERSIONS: Table = Table {
    name: "versions.csv",
    columns: &[
        "service_code",
        "region_code",
        "version",
        "publication_date",
        "source",
    ],
};

/// Makes every price list of the two tables: relative path to contents.
///
/// # Errors
///
/// Says which table, line and column is wrong.
pub(crate) fn generate(
    prices_csv: &str,
    versions_csv: &str,
) -> Result<BTreeMap<String, String>, String> {
    let prices = PRICES.rows(prices_csv)?;
    let versions = VERSIONS.rows(versions_csv)?;
    let mut offers = BTreeMap::new();
    for row in &versions {
        open_offer(&mut offers, row)?;
    }
    for row in &prices {
        let place = (row.text("service_code"), row.text("region_code"));
        let Some(offer) = offers.get_mut(&place) else {
            return Err(row.error("region_code", "no version for this file in versions.csv"));
        };
        add_price(offer, row)?;
    }
    offers.into_iter().map(written).collect()
}

/// Which file a row belongs to: service code and region code.
type Place<'a> = (&'a str, &'a str);

fn open_offer<'a>(offers: &mut BTreeMap<Place<'a>, Offer<'a>>, row: &'a Row) -> Result<(), String> {
    let place = (row.text("service_code"), row.text("region_code"));
    if offers.insert(place, Offer::empty(row)?).is_some() {
        return Err(row.error("region_code", "a second version for this file"));
    }
    Ok(())
}

fn add_price<'a>(offer: &mut Offer<'a>, row: &'a Row) -> Result<(), String> {
    let product = Product::of(row)?;
    let sku = product.sku;
    if *offer.products.entry(sku).or_insert(product) != product {
        return Err(row.error("sku", "an earlier row describes this SKU otherwise"));
    }
    let new = Term::of(row)?;
    let term_key = format!("{sku}.{}", new.offer_term_code);
    let terms = offer.terms.of_kind(row)?.entry(sku).or_default();
    let term = terms.entry(term_key).or_insert_with(|| new.clone());
    if term.effective_date != new.effective_date {
        return Err(row.error(
            "effective_date",
            "an earlier row gives this term another date",
        ));
    }
    let dimension = Dimension::of(row)?;
    let rate_code = dimension.rate_code;
    if term.price_dimensions.insert(rate_code, dimension).is_some() {
        return Err(row.error("rate_code", "a second price for this rate code"));
    }
    Ok(())
}

fn written(((service, region), offer): (Place<'_>, Offer<'_>)) -> Result<(String, String), String> {
    let path = format!("{service}/{region}.json");
    if offer.products.is_empty() {
        return Err(format!(
            "versions.csv has a row for {path}, but prices.csv has none"
        ));
    }
    let json = to_json(&offer).map_err(|error| format!("{path}: {error}"))?;
    Ok((path, json))
}

// The tables.

struct Table {
    name: &'static str,
    columns: &'static [&'static str],
}

impl Table {
    fn rows(&'static self, text: &str) -> Result<Vec<Row>, String> {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let header = reader.headers().map_err(|error| self.broken(&error))?;
        if header.iter().ne(self.columns.iter().copied()) {
            return Err(format!(
                "{}, line 1: the columns must be {}",
                self.name,
                self.columns.join(",")
            ));
        }
        let records = reader.records();
        records
            .map(|record| match record {
                Ok(record) => Ok(Row {
                    table: self,
                    record,
                }),
                Err(error) => Err(self.broken(&error)),
            })
            .collect()
    }

    fn broken(&self, error: &csv::Error) -> String {
        format!("{}: {error}", self.name)
    }
}

/// One line of a table, which remembers where it stands.
struct Row {
    table: &'static Table,
    record: csv::StringRecord,
}

impl Row {
    /// A column's text. Every row has every column: the reader refuses others.
    fn text(&self, column: &str) -> &str {
        let at = self.table.columns.iter().position(|name| *name == column);
        at.and_then(|at| self.record.get(at)).unwrap_or_default()
    }

    /// A column's text, if it passes the test.
    fn checked(
        &self,
        column: &str,
        wanted: &str,
        passes: impl Fn(&str) -> bool,
    ) -> Result<&str, String> {
        let text = self.text(column);
        if passes(text) {
            return Ok(text);
        }
        Err(self.error(column, &format!("{text:?} is not {wanted}")))
    }

    fn error(&self, column: &str, problem: &str) -> String {
        let line = self.record.position().map_or(0, csv::Position::line);
        format!(
            "{}, line {line}, column {column}: {problem}",
            self.table.name
        )
    }
}

fn is_code(text: &str, length: usize) -> bool {
    let plain = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    text.len() == length && text.bytes().all(plain)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether the text is a plain decimal number: no sign, no exponent.
fn is_decimal(text: &str) -> bool {
    match text.split_once('.') {
        Some((whole, part)) => is_digits(whole) && is_digits(part),
        None => is_digits(text),
    }
}

/// Whether the text has the shape, where `0` stands for any digit.
fn has_shape(text: &str, shape: &str) -> bool {
    let same = |(byte, model): (u8, u8)| match model {
        b'0' => byte.is_ascii_digit(),
        other => byte == other,
    };
    text.len() == shape.len() && text.bytes().zip(shape.bytes()).all(same)
}

// The format, in AWS's order of keys.

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Offer<'a> {
    format_version: &'static str,
    disclaimer: &'static str,
    #[serde(rename = "offerCode")]
    service_code: &'a str,
    version: &'a str,
    publication_date: &'a str,
    products: BTreeMap<&'a str, Product<'a>>,
    terms: Terms<'a>,
}

impl<'a> Offer<'a> {
    fn empty(row: &'a Row) -> Result<Self, String> {
        let date = row.checked("publication_date", "a UTC time", |text| {
            has_shape(text, "0000-00-00T00:00:00Z")
        })?;
        let digits: String = date.chars().filter(char::is_ascii_digit).collect();
        let wanted = "the digits of publication_date";
        let version = row.checked("version", wanted, |text| text == digits)?;
        Ok(Self {
            format_version: "v1.0",
            disclaimer: DISCLAIMER,
            service_code: row.text("service_code"),
            version,
            publication_date: date,
            products: BTreeMap::new(),
            terms: Terms::default(),
        })
    }
}

#[derive(Clone, Copy, PartialEq, Serialize)]
struct Product<'a> {
    sku: &'a str,
    #[serde(rename = "productFamily", skip_serializing_if = "str::is_empty")]
    family: &'a str,
    attributes: Attributes<'a>,
}

impl<'a> Product<'a> {
    fn of(row: &'a Row) -> Result<Self, String> {
        Ok(Self {
            sku: row.checked("sku", "a SKU", |text| is_code(text, 16))?,
            family: row.text("product_family"),
            attributes: Attributes::of(row)?,
        })
    }
}

#[derive(Clone, Copy, PartialEq, Serialize)]
struct Attributes<'a> {
    servicecode: &'a str,
    location: &'static str,
    #[serde(rename = "locationType")]
    location_type: &'static str,
    #[serde(rename = "regionCode")]
    region_code: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    group: &'a str,
    usagetype: &'a str,
    operation: &'a str,
    servicename: &'static str,
}

impl<'a> Attributes<'a> {
    fn of(row: &'a Row) -> Result<Self, String> {
        let service = row.text("service_code");
        let region = row.text("region_code");
        Ok(Self {
            servicecode: service,
            location: location(region)
                .ok_or_else(|| row.error("region_code", "no location name known"))?,
            location_type: "AWS Region",
            region_code: region,
            group: row.text("group"),
            usagetype: row.checked("usage_type", "a usage type", |text| !text.is_empty())?,
            operation: row.text("operation"),
            servicename: service_name(service)
                .ok_or_else(|| row.error("service_code", "no service name known"))?,
        })
    }
}

/// The name that price lists give a region, which is not always today's.
fn location(region: &str) -> Option<&'static str> {
    Some(match region {
        "ap-northeast-1" => "Asia Pacific (Tokyo)",
        "ap-southeast-1" => "Asia Pacific (Singapore)",
        "ap-southeast-2" => "Asia Pacific (Sydney)",
        "eu-central-1" => "EU (Frankfurt)",
        "eu-west-1" => "EU (Ireland)",
        "us-east-1" => "US East (N. Virginia)",
        "us-west-2" => "US West (Oregon)",
        _ => return None,
    })
}

fn service_name(service: &str) -> Option<&'static str> {
    Some(match service {
        "AWSCloudTrail" => "AWS CloudTrail",
        "AWSDataTransfer" => "AWS Data Transfer",
        "AWSELB" => "Elastic Load Balancing",
        "AWSSecretsManager" => "AWS Secrets Manager",
        "AmazonCloudWatch" => "AmazonCloudWatch",
        "AmazonDynamoDB" => "Amazon DynamoDB",
        "AmazonEC2" => "Amazon Elastic Compute Cloud",
        "AmazonECS" => "Amazon Elastic Container Service",
        "AmazonEKS" => "Amazon Elastic Container Service for Kubernetes",
        "AmazonGuardDuty" => "Amazon GuardDuty",
        "AmazonS3" => "Amazon Simple Storage Service",
        "AmazonVPC" => "Amazon Virtual Private Cloud",
        "awskms" => "AWS Key Management Service",
        _ => return None,
    })
}

type TermsBySku<'a> = BTreeMap<&'a str, BTreeMap<String, Term<'a>>>;

#[derive(Default, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Terms<'a> {
    on_demand: TermsBySku<'a>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    reserved: TermsBySku<'a>,
}

impl<'a> Terms<'a> {
    fn of_kind(&mut self, row: &Row) -> Result<&mut TermsBySku<'a>, String> {
        Ok(match TermAttributes::of(row)? {
            TermAttributes::OnDemand {} => &mut self.on_demand,
            TermAttributes::Reserved { .. } => &mut self.reserved,
        })
    }
}

#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct Term<'a> {
    offer_term_code: &'a str,
    sku: &'a str,
    effective_date: String,
    price_dimensions: BTreeMap<&'a str, Dimension<'a>>,
    #[serde(rename = "termAttributes")]
    attributes: TermAttributes,
}

impl<'a> Term<'a> {
    /// The row's term, as yet without a price.
    fn of(row: &'a Row) -> Result<Self, String> {
        let date = row.checked("effective_date", "a date", |text| {
            has_shape(text, "0000-00-00")
        })?;
        Ok(Self {
            offer_term_code: row.text("offer_term_code"),
            sku: row.text("sku"),
            effective_date: format!("{date}T00:00:00Z"),
            price_dimensions: BTreeMap::new(),
            attributes: TermAttributes::of(row)?,
        })
    }
}

/// What an offer term code means. The codes are the same in all price lists.
#[derive(Clone, Copy, Serialize)]
#[serde(untagged)]
enum TermAttributes {
    OnDemand {},
    #[serde(rename_all = "PascalCase")]
    Reserved {
        lease_contract_length: &'static str,
        offering_class: &'static str,
        purchase_option: &'static str,
    },
}

impl TermAttributes {
    fn of(row: &Row) -> Result<Self, String> {
        match row.text("offer_term_code") {
            "JRTCKXETXF" => Ok(Self::OnDemand {}),
            "YTVHEVGPBZ" => Ok(Self::heavy_use("1yr")),
            "VG8YD49WWM" => Ok(Self::heavy_use("3yr")),
            _ => Err(row.error("offer_term_code", "this term's meaning is not known")),
        }
    }

    fn heavy_use(lease_contract_length: &'static str) -> Self {
        Self::Reserved {
            lease_contract_length,
            offering_class: "standard",
            purchase_option: "Heavy Utilization",
        }
    }
}

#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct Dimension<'a> {
    rate_code: &'a str,
    description: &'a str,
    #[serde(flatten)]
    range: Option<Range<'a>>,
    unit: &'a str,
    price_per_unit: Usd<'a>,
    applies_to: [&'a str; 0],
}

impl<'a> Dimension<'a> {
    fn of(row: &'a Row) -> Result<Self, String> {
        let start = format!("{}.{}.", row.text("sku"), row.text("offer_term_code"));
        let rate_code = row.checked("rate_code", "SKU, term and ten letters", |text| {
            let end = text.strip_prefix(start.as_str());
            end.is_some_and(|end| is_code(end, 10))
        })?;
        Ok(Self {
            rate_code,
            description: row.text("description"),
            range: Range::of(row)?,
            unit: row.checked("unit", "a unit", |text| !text.is_empty())?,
            price_per_unit: Usd {
                amount: row.checked("price_per_unit_usd", "a price", is_decimal)?,
            },
            applies_to: [],
        })
    }
}

#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
struct Range<'a> {
    begin_range: &'a str,
    end_range: &'a str,
}

impl<'a> Range<'a> {
    /// The row's tier. An upfront fee has none, as in AWS's files.
    fn of(row: &'a Row) -> Result<Option<Self>, String> {
        if row.text("begin_range").is_empty() && row.text("end_range").is_empty() {
            row.checked("unit", "the unit of a fee without tiers", |unit| {
                unit == "Quantity"
            })?;
            return Ok(None);
        }
        let end = |text: &str| text == "Inf" || is_digits(text);
        Ok(Some(Self {
            begin_range: row.checked("begin_range", "a whole number", is_digits)?,
            end_range: row.checked("end_range", "a whole number or Inf", end)?,
        }))
    }
}

#[derive(Clone, Copy, Serialize)]
struct Usd<'a> {
    #[serde(rename = "USD")]
    amount: &'a str,
}

// The text.

fn to_json(offer: &Offer<'_>) -> Result<String, String> {
    let mut bytes = Vec::new();
    let mut writer = serde_json::Serializer::with_formatter(&mut bytes, Layout::default());
    offer
        .serialize(&mut writer)
        .map_err(|error| error.to_string())?;
    bytes.push(b'\n');
    String::from_utf8(bytes).map_err(|error| error.to_string())
}

/// AWS's layout: one key a line, two spaces, a space on both sides of the colon.
#[derive(Default)]
struct Layout {
    depth: usize,
    filled: bool,
}

impl Layout {
    fn open(&mut self, bracket: &[u8], out: &mut (impl Write + ?Sized)) -> io::Result<()> {
        self.depth += 1;
        self.filled = false;
        out.write_all(bracket)
    }

    fn next(&mut self, first: bool, out: &mut (impl Write + ?Sized)) -> io::Result<()> {
        if !first {
            out.write_all(b",")?;
        }
        self.filled = true;
        self.new_line(out)
    }

    fn close(&mut self, bracket: &[u8], out: &mut (impl Write + ?Sized)) -> io::Result<()> {
        self.depth = self.depth.saturating_sub(1);
        if self.filled {
            self.new_line(out)?;
        } else {
            out.write_all(b" ")?;
        }
        self.filled = true;
        out.write_all(bracket)
    }

    fn new_line(&self, out: &mut (impl Write + ?Sized)) -> io::Result<()> {
        out.write_all(b"\n")?;
        (0..self.depth).try_for_each(|_| out.write_all(b"  "))
    }
}

impl Formatter for Layout {
    fn begin_object<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(b"{", out)
    }

    fn begin_object_key<W: Write + ?Sized>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.next(first, out)
    }

    fn begin_object_value<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b" : ")
    }

    fn end_object<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(b"}", out)
    }

    fn begin_array<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(b"[", out)
    }

    fn begin_array_value<W: Write + ?Sized>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.next(first, out)
    }

    fn end_array<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(b"]", out)
    }
}
