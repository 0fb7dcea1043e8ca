//! CSV for spreadsheets and scripts: the table's columns with exact amounts.

use super::comparison::{COMPARISON_COLUMNS, ComparisonReport};
use super::model::{COLUMNS, Money, Report, Row};

/// Columns behind those of the table.
const MORE_COLUMNS: [&str; 3] = ["Monthly Low", "Monthly High", "Gaps"];

/// An estimate as CSV: one row a service, and the total. Amounts are exact and not rounded.
///
/// # Errors
/// As the CSV writer; in memory it does not fail.
pub fn estimate_csv(report: &Report) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS.iter().chain(&MORE_COLUMNS))?;
    for row in report.rows.iter().chain([&report.total]) {
        writer.write_record(record(row))?;
    }
    text(writer)
}

/// Regions side by side as CSV.
///
/// # Errors
/// As the CSV writer; in memory it does not fail.
pub fn comparison_csv(report: &ComparisonReport) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COMPARISON_COLUMNS)?;
    for row in &report.rows {
        let above = row.above_cheapest.as_ref().map_or_else(String::new, exact);
        writer.write_record([
            row.code.clone(),
            row.name.clone(),
            exact(&row.monthly),
            exact(&row.twelve_months),
            above,
            row.currency.clone(),
            row.gaps.to_string(),
        ])?;
    }
    text(writer)
}

fn record(row: &Row) -> Vec<String> {
    let bounds = row.monthly.exact;
    vec![
        harmless(&row.service),
        row.region.clone(),
        exact(&row.upfront),
        exact(&row.monthly),
        exact(&row.twelve_months),
        row.currency.clone(),
        harmless(&row.configuration),
        bounds.map_or_else(String::new, |bounds| bounds.low().to_string()),
        bounds.map_or_else(String::new, |bounds| bounds.high().to_string()),
        row.gaps.to_string(),
    ]
}

/// Empty where nothing is known: unknown is not 0.
fn exact(money: &Money) -> String {
    let known = money.exact.as_ref();
    known.map_or_else(String::new, |exact| exact.expected().to_string())
}

/// A text from a lab file must not become a formula in a spreadsheet: a quote in front keeps it
/// text.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

fn text(writer: csv::Writer<Vec<u8>>) -> Result<String, csv::Error> {
    let bytes = writer
        .into_inner()
        .map_err(|error| csv::Error::from(error.into_error()))?;
    String::from_utf8(bytes).map_err(|error| csv::Error::from(std::io::Error::other(error)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_formula_reaches_a_spreadsheet() {
        assert_eq!(harmless("=HYPERLINK(1)"), "'=HYPERLINK(1)");
        assert_eq!(harmless("Linux, x86"), "Linux, x86");
    }
}
