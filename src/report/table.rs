//! The table for a terminal, readable without colour.

use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{CellAlignment, ContentArrangement, Table};

use super::comparison::{COMPARISON_COLUMNS, ComparisonReport, ComparisonRow};
use super::model::{COLUMNS, Note, Report, Row};

/// Below this a table is not readable any more; it then is as wide as it must be.
const WIDTH_MIN: u16 = 40;

/// The last column, which is the first to go.
const CONFIGURATION_COLUMN: usize = 6;

/// Columns that hold amounts, in both tables.
const AMOUNT_COLUMNS: [usize; 3] = [2, 3, 4];

/// An estimate as a table. `width` is the terminal's; without one nothing is wrapped.
///
/// Where the terminal is too narrow for the configurations, they stand below the table.
#[must_use]
pub fn estimate_table(report: &Report, width: Option<u16>) -> String {
    let rows: Vec<[&str; 7]> = report
        .rows
        .iter()
        .chain([&report.total])
        .map(Row::cells)
        .collect();
    let whole = table(&COLUMNS, &rows, None);
    let Some(width) = width.filter(|width| *width >= WIDTH_MIN && !fits(&whole, *width)) else {
        return whole + "\n" + &notes(&report.notes, width);
    };
    let columns = &COLUMNS[..CONFIGURATION_COLUMN];
    let rows: Vec<&[&str]> = rows
        .iter()
        .map(|row| &row[..CONFIGURATION_COLUMN])
        .collect();
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
    table(columns, &rows, Some(width)) + "\n" + &notes(&below, Some(width))
}

/// Regions side by side as a table.
#[must_use]
pub fn comparison_table(report: &ComparisonReport, width: Option<u16>) -> String {
    let rows: Vec<[&str; 7]> = report.rows.iter().map(ComparisonRow::cells).collect();
    table(&COMPARISON_COLUMNS, &rows, width) + "\n" + &notes(&report.notes, width)
}

fn fits(table: &str, width: u16) -> bool {
    let widest = table.lines().map(|line| line.chars().count()).max();
    widest.unwrap_or(0) <= usize::from(width)
}

fn table<R: AsRef<[C]>, C: AsRef<str>>(columns: &[&str], rows: &[R], width: Option<u16>) -> String {
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED);
    match width {
        Some(width) if width >= WIDTH_MIN => {
            table
                .set_content_arrangement(ContentArrangement::Dynamic)
                .set_width(width);
        }
        _ => {
            table.set_content_arrangement(ContentArrangement::Disabled);
        }
    }
    table.set_header(columns);
    for row in rows {
        table.add_row(row.as_ref().iter().map(AsRef::as_ref));
    }
    for index in AMOUNT_COLUMNS {
        if let Some(column) = table.column_mut(index) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table.trim_fmt() + "\n"
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
