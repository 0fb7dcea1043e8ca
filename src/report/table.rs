//! The table for a terminal, readable without colour.

use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{CellAlignment, ContentArrangement, Table};

use super::comparison::{COMPARISON_COLUMNS, ComparisonReport};
use super::model::{COLUMNS, Note, Report};

/// Below this a table is not readable any more; it then is as wide as it must be.
const WIDTH_MIN: u16 = 40;

/// Columns that hold amounts, in both tables.
const AMOUNT_COLUMNS: [usize; 3] = [2, 3, 4];

/// An estimate as a table. `width` is the terminal's; without one nothing is wrapped.
#[must_use]
pub fn estimate_table(report: &Report, width: Option<u16>) -> String {
    let mut table = empty_table(width, &COLUMNS);
    for row in &report.rows {
        table.add_row(row.cells());
    }
    table.add_row(report.total.cells());
    finish(&mut table, &report.notes, width)
}

/// Regions side by side as a table.
#[must_use]
pub fn comparison_table(report: &ComparisonReport, width: Option<u16>) -> String {
    let mut table = empty_table(width, &COMPARISON_COLUMNS);
    for row in &report.rows {
        table.add_row(row.cells());
    }
    finish(&mut table, &report.notes, width)
}

fn empty_table(width: Option<u16>, columns: &[&str]) -> Table {
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
    table
}

fn finish(table: &mut Table, notes: &[Note], width: Option<u16>) -> String {
    for index in AMOUNT_COLUMNS {
        if let Some(column) = table.column_mut(index) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    let mut text = table.trim_fmt();
    text.push_str("\n\n");
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
