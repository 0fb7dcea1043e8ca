//! The table for a terminal, readable without colour.
//!
//! No word and no amount is broken. Where the terminal is too narrow for the configurations, they
//! stand below the table; where it is too narrow for the other columns' words, there is no table,
//! and the rows stand one below the other.

use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Table, Width};

use super::comparison::{COMPARISON_COLUMNS, ComparisonReport, ComparisonRow};
use super::model::{COLUMNS, Note, Report, Row};

/// Below this nothing is readable any more; lines then are as long as they are.
const WIDTH_MIN: u16 = 40;

/// The last column, which is the first to go.
const CONFIGURATION_COLUMN: usize = 6;

/// Columns that hold amounts, in both tables.
const AMOUNT_COLUMNS: [usize; 3] = [2, 3, 4];

/// The indent of a row's cells, where rows stand one below the other.
const INDENT: &str = "  ";

/// An estimate as a table. `width` is the terminal's; without one nothing is wrapped.
///
/// Where the terminal is too narrow for the configurations, they stand below the table.
#[must_use]
pub fn estimate_table(report: &Report, width: Option<u16>) -> String {
    let rows = report.rows.iter().chain([&report.total]);
    let rows: Vec<[&str; 7]> = rows.map(Row::cells).collect();
    let whole = table(&COLUMNS, &rows, None);
    let Some(width) = width.filter(|width| *width >= WIDTH_MIN && !fits(&whole, *width)) else {
        return whole + "\n" + &notes(&report.notes, width);
    };
    let columns = &COLUMNS[..CONFIGURATION_COLUMN];
    let short = rows.iter().map(|row| &row[..CONFIGURATION_COLUMN]);
    let short: Vec<&[&str]> = short.collect();
    let Some(table) = table_of_width(columns, &short, width) else {
        let rows = one_below_the_other(&COLUMNS, &rows, width);
        return rows + "\n" + &notes(&report.notes, Some(width));
    };
    let configurations = report.rows.iter();
    let configurations = configurations
        .filter(|row| !row.configuration.is_empty())
        .map(|row| format!("{}: {}", row.service, row.configuration));
    let configurations = Note {
        label: "Configuration",
        lines: configurations.collect(),
    };
    let below: Vec<Note> = [configurations]
        .into_iter()
        .chain(report.notes.iter().cloned())
        .collect();
    table + "\n" + &notes(&below, Some(width))
}

/// Regions side by side as a table.
#[must_use]
pub fn comparison_table(report: &ComparisonReport, width: Option<u16>) -> String {
    let rows: Vec<[&str; 7]> = report.rows.iter().map(ComparisonRow::cells).collect();
    let width = width.filter(|width| *width >= WIDTH_MIN);
    let text = match width {
        Some(width) => table_of_width(&COMPARISON_COLUMNS, &rows, width)
            .unwrap_or_else(|| one_below_the_other(&COMPARISON_COLUMNS, &rows, width)),
        None => table(&COMPARISON_COLUMNS, &rows, None),
    };
    text + "\n" + &notes(&report.notes, width)
}

fn fits(table: &str, width: u16) -> bool {
    let widest = table.lines().map(|line| line.chars().count()).max();
    widest.unwrap_or(0) <= usize::from(width)
}

/// A table as wide as the terminal, if every word has room. A cell has a space on both sides, or
/// only on its left where room is scarce.
fn table_of_width<'c, R: AsRef<[&'c str]>>(
    columns: &[&str],
    rows: &[R],
    width: u16,
) -> Option<String> {
    let least = least_widths(columns, rows);
    for padding in [(1, 1), (1, 0)] {
        let cells = least.iter().map(|least| least + padding.0 + padding.1);
        let cells: Vec<u16> = cells.collect();
        let borders = cells.iter().map(|cell| cell + 1).sum::<u16>() + 1;
        if borders <= width {
            let arrangement = Arrangement {
                width,
                padding,
                cells,
            };
            return Some(table(columns, rows, Some(&arrangement)));
        }
    }
    None
}

/// How wide each column is at least: its longest word, or its longest amount.
fn least_widths<'c, R: AsRef<[&'c str]>>(columns: &[&str], rows: &[R]) -> Vec<u16> {
    // No terminal is a thousand columns wide; the sum of all columns stays a `u16`.
    let characters = |text: &str| u16::try_from(text.chars().count().min(1_000)).unwrap_or(1_000);
    let longest = |text: &str| text.split(' ').map(characters).max().unwrap_or(0);
    let least = columns.iter().enumerate().map(|(index, column)| {
        let cells = rows.iter().map(|row| {
            let cell = row.as_ref().get(index).copied().unwrap_or_default();
            if AMOUNT_COLUMNS.contains(&index) {
                characters(cell)
            } else {
                longest(cell)
            }
        });
        cells.max().unwrap_or(0).max(longest(column))
    });
    least.collect()
}

/// How a table is fitted into a terminal.
struct Arrangement {
    width: u16,
    padding: (u16, u16),
    /// How wide each column is at least, with its padding.
    cells: Vec<u16>,
}

fn table<'c, R: AsRef<[&'c str]>>(
    columns: &[&str],
    rows: &[R],
    arrangement: Option<&Arrangement>,
) -> String {
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED);
    table.set_content_arrangement(ContentArrangement::Disabled);
    table.set_header(columns);
    for row in rows {
        table.add_row(row.as_ref());
    }
    for index in AMOUNT_COLUMNS {
        if let Some(column) = table.column_mut(index) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    if let Some(arrangement) = arrangement {
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(arrangement.width);
        for (index, cell) in arrangement.cells.iter().enumerate() {
            if let Some(column) = table.column_mut(index) {
                column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(*cell)));
                column.set_padding(arrangement.padding);
            }
        }
    }
    table.trim_fmt() + "\n"
}

/// Each row as a paragraph: its name, and its other cells with the column's name in front.
fn one_below_the_other(columns: &[&str; 7], rows: &[[&str; 7]], width: u16) -> String {
    let mut text = String::new();
    let room = usize::from(width).saturating_sub(2 * INDENT.len());
    for cells in rows {
        text.push_str(cells[0]);
        text.push('\n');
        for (column, cell) in columns.iter().zip(cells).skip(1) {
            if cell.is_empty() {
                continue;
            }
            let parts = wrapped(&format!("{column}: {cell}"), room);
            for (place, part) in parts.into_iter().enumerate() {
                let more = if place == 0 { "" } else { INDENT };
                text.extend([INDENT, more, &part, "\n"]);
            }
        }
    }
    text
}

fn notes(notes: &[Note], width: Option<u16>) -> String {
    let mut text = String::new();
    let label_width = notes.iter().map(|note| note.label.len()).max().unwrap_or(0);
    for note in notes {
        write_note(&mut text, note, label_width, width);
    }
    text
}

fn write_note(text: &mut String, note: &Note, label_width: usize, width: Option<u16>) {
    let indent = label_width + 2;
    let mut label = format!("{:<indent$}", format!("{}:", note.label));
    let several = note.lines.len() > 1;
    for line in &note.lines {
        let bullet = if several { "- " } else { "" };
        let room = match width {
            Some(width) if width >= WIDTH_MIN => usize::from(width) - indent - bullet.len(),
            _ => usize::MAX,
        };
        for (place, part) in wrapped(line, room).into_iter().enumerate() {
            let lead = if place == 0 {
                bullet
            } else {
                &"  "[..bullet.len()]
            };
            text.push_str(&label);
            text.push_str(lead);
            text.push_str(&part);
            text.push('\n');
            label = " ".repeat(indent);
        }
    }
}

/// Breaks a text at spaces; a word that is longer than the room stays whole.
fn wrapped(text: &str, room: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        if let Some(line) = lines.last_mut() {
            let needed = line.chars().count() + 1 + word.chars().count();
            if line.is_empty() {
                line.push_str(word);
                continue;
            }
            if needed <= room {
                line.push(' ');
                line.push_str(word);
                continue;
            }
        }
        lines.push(word.to_owned());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_break_at_spaces() {
        assert_eq!(wrapped("one two three", 7), ["one two", "three"]);
        assert_eq!(
            wrapped("incomprehensibilities", 7),
            ["incomprehensibilities"]
        );
        assert_eq!(wrapped("", 7), [""]);
    }
}
