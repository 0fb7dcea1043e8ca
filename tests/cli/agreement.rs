//! Table, JSON, CSV, Markdown and HTML say the same: the same rows in the same order, the same
//! amounts, the same gaps. JSON and CSV are exact; rounded half up they are what the table and
//! Markdown show.

use serde_json::Value;

use crate::support::{Outcome, Result, Shell, golden_labs, root};

/// Arguments behind the lab, for what changes amounts or rows.
const WAYS: [&str; 6] = [
    "",
    "--free-tier always",
    "--scenario left-running",
    "--scenario trial",
    "--rounding calculator",
    "--participants 3 --month 2027-02",
];

/// A row as every format has it: service, Region, upfront, month, twelve months, currency,
/// configuration.
type Row = Vec<String>;

/// Two decimals, half up, from the digits alone: nothing of labcost's own arithmetic.
fn cents(exact: &str) -> Result<String> {
    let (whole, decimals) = exact.split_once('.').unwrap_or((exact, ""));
    let digits = format!("{whole}{decimals:0<3}");
    let thousandths: u128 = digits[..whole.len() + 3].parse()?;
    let cents = (thousandths + 5) / 10;
    Ok(format!("{}.{:02}", cents / 100, cents % 100))
}

#[test]
fn cents_are_rounded_half_up() -> Outcome {
    for (exact, shown) in [
        ("0", "0.00"),
        ("2.85", "2.85"),
        ("0.115", "0.12"),
        ("0.1149999", "0.11"),
        ("9.999", "10.00"),
    ] {
        assert_eq!(cents(exact)?, shown);
    }
    Ok(())
}

/// How an exact amount must be shown: with `+ ?` if lines are missing, as `?` if all of them are.
/// Then CSV has an empty cell: a spreadsheet would add a 0 up.
fn shown(exact: &str, gaps: usize, lines: usize) -> Result<String> {
    Ok(match gaps {
        0 => cents(exact)?,
        _ if exact.is_empty() => "?".to_owned(),
        all if all == lines => "?".to_owned(),
        _ => format!("{} + ?", cents(exact)?),
    })
}

fn text<'json>(value: &'json Value, key: &str) -> Result<&'json str> {
    value[key]
        .as_str()
        .ok_or_else(|| format!("no text {key}: {value}").into())
}

/// A sum: empty where it is null, because not one line has an amount.
fn sum<'json>(value: &'json Value, key: &str) -> Result<&'json str> {
    if value[key].is_null() {
        return Ok("");
    }
    text(value, key)
}

fn list<'json>(value: &'json Value, key: &str) -> Result<&'json [Value]> {
    Ok(value[key]
        .as_array()
        .ok_or_else(|| format!("no list {key}: {value}"))?)
}

fn number(value: &Value, key: &str) -> Result<usize> {
    let number = value[key]
        .as_u64()
        .ok_or_else(|| format!("no number {key}: {value}"))?;
    Ok(usize::try_from(number)?)
}

fn json_row(names: [&str; 2], totals: &Value, lines: usize, rest: [&str; 2]) -> Result<Row> {
    let gaps = number(totals, "gap_count")?;
    let [currency, configuration] = rest;
    let all_gaps = lines > 0 && gaps == lines;
    assert_eq!(totals["monthly"].is_null(), all_gaps, "{totals}");
    Ok(vec![
        names[0].to_owned(),
        names[1].to_owned(),
        cents(text(totals, "upfront")?)?,
        shown(sum(totals, "monthly")?, gaps, lines)?,
        shown(sum(totals, "twelve_months")?, gaps, lines)?,
        currency.to_owned(),
        configuration.to_owned(),
    ])
}

/// What the table must show, by the JSON.
fn rows_of_json(json: &Value) -> Result<Vec<Row>> {
    let currency = text(json, "currency")?;
    let mut rows = Vec::new();
    let mut all_lines = 0;
    for service in list(json, "services")? {
        let lines = list(service, "lines")?.len();
        all_lines += lines;
        let region: labcost::region::Region = text(service, "region")?.parse()?;
        let names = [text(service, "name")?, region.name()];
        let configuration = text(service, "configuration")?;
        rows.push(json_row(names, service, lines, [currency, configuration])?);
    }
    rows.push(json_row(
        ["Total", ""],
        &json["totals"],
        all_lines,
        [currency, ""],
    )?);
    Ok(rows)
}

/// What the table must show, by the CSV, which has each row's gaps but not its lines.
fn rows_of_csv(csv: &str, json: &Value) -> Result<Vec<Row>> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let mut lines = Vec::new();
    for service in list(json, "services")? {
        lines.push(list(service, "lines")?.len());
    }
    lines.push(lines.iter().sum());
    let mut rows = Vec::new();
    for (place, record) in reader.records().enumerate() {
        let record = record?;
        let mut row: Row = record.iter().take(7).map(str::to_owned).collect();
        let gaps: usize = record[9].parse()?;
        let lines = *lines.get(place).ok_or("more rows than services")?;
        row[2] = cents(&record[2])?;
        for sum in [3, 4] {
            assert_eq!(record[sum].is_empty(), gaps == lines, "{record:?}");
            row[sum] = shown(&record[sum], gaps, lines)?;
        }
        rows.push(row);
    }
    Ok(rows)
}

fn rows_of_table(table: &str) -> Vec<Row> {
    let rows = table.lines().filter_map(|line| line.strip_prefix('│'));
    let cells = |row: &str| -> Row {
        let row = row.trim_end_matches('│');
        row.split('┆').map(|cell| cell.trim().to_owned()).collect()
    };
    rows.skip(1).map(cells).collect()
}

/// A Markdown text as a reader sees it: without the backslashes.
fn unescaped(text: &str) -> String {
    let mut plain = String::new();
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => plain.extend(characters.next()),
            other => plain.push(other),
        }
    }
    plain
}

fn rows_of_markdown(markdown: &str) -> Vec<Row> {
    let rows = markdown.lines().filter_map(|line| line.strip_prefix("| "));
    let cells = |row: &str| -> Row {
        let row = row.trim_end_matches(" |");
        row.split(" | ")
            .map(|cell| unescaped(cell.trim_start_matches("**").trim_end_matches("**")))
            .map(|cell| cell.trim().to_owned())
            .collect()
    };
    rows.skip(2).map(cells).collect()
}

fn rows_of_html(html: &str) -> Vec<Row> {
    let rows = html.lines().filter_map(|line| line.strip_prefix("<tr>"));
    let cells = |row: &str| -> Row {
        let row = row.trim_end_matches("</tr>").replace("<th>", "<td>");
        let cells = row.split("<td>").skip(1);
        cells.map(unmarked).collect()
    };
    rows.skip(1).map(cells).collect()
}

/// An HTML text as a reader sees it.
fn unmarked(text: &str) -> String {
    let text = text.replace("</td>", "").replace("</th>", "");
    let text = text.replace("&lt;", "<").replace("&gt;", ">");
    text.replace("&quot;", "\"").replace("&amp;", "&")
}

fn assert_agreement(shell: &Shell, lab: &str, way: &str) -> Outcome {
    let run = |format: &str| -> Result<String> {
        let words = way.split_whitespace().chain(["--format", format]);
        let ran = shell.run_with(["estimate", lab].into_iter().chain(words))?;
        assert_eq!(ran.code, Some(0), "{ran}");
        Ok(ran.stdout)
    };
    let what = format!("{lab} {way}");
    let (table, markdown, html) = (run("table")?, run("markdown")?, run("html")?);
    let json: Value = serde_json::from_str(&run("json")?)?;
    let expected = rows_of_json(&json)?;
    assert!(expected.len() > 1, "{what} has no rows");
    assert_eq!(rows_of_table(&table), expected, "table of {what}");
    assert_eq!(rows_of_markdown(&markdown), expected, "Markdown of {what}");
    assert_eq!(rows_of_html(&html), expected, "HTML of {what}");
    assert_eq!(rows_of_csv(&run("csv")?, &json)?, expected, "CSV of {what}");
    let gaps = list(&json, "gaps")?;
    assert_eq!(gaps.len(), number(&json["totals"], "gap_count")?, "{what}");
    let markdown = unescaped(&markdown);
    for gap in gaps {
        let (usage_type, resource) = (text(gap, "usage_type")?, text(gap, "resource")?);
        let note = format!("{usage_type} of {resource}: {}", text(gap, "reason")?);
        assert!(
            unmarked(&html).contains(&note),
            "HTML of {what} lacks {note}"
        );
        assert!(table.contains(&note), "table of {what} lacks {note}");
        assert!(markdown.contains(&note), "Markdown of {what} lacks {note}");
    }
    assert_eq!(table.contains("\nMissing:"), !gaps.is_empty(), "{what}");
    assert_eq!(
        markdown.contains("**Missing:**"),
        !gaps.is_empty(),
        "{what}"
    );
    Ok(())
}

#[test]
fn of_an_estimate() -> Outcome {
    let shell = Shell::new()?;
    let starter = root().join("labs/starter.yaml").display().to_string();
    for way in WAYS {
        assert_agreement(&shell, "ecs-security", way)?;
        assert_agreement(&shell, &starter, way)?;
    }
    for lab in golden_labs()? {
        assert_agreement(&shell, &lab.display().to_string(), "")?;
    }
    Ok(())
}

/// Names that Markdown and a table's borders could take for their own.
#[test]
fn of_names_with_marks_in_them() -> Outcome {
    let shell = Shell::new()?;
    let lab = "\
version: 1
name: marks
title: 'a | b *c* _d_'
region: ap-southeast-2
resources:
  under_score:
    type: metered
    service_code: AmazonSQS
    usage_type: '*Requests* <b> [x](y) \\ _z_'
    unit: Requests
    quantity: 1 million/month
";
    shell.write("marks.yaml", lab)?;
    assert_agreement(&shell, "marks.yaml", "")
}

#[test]
fn of_a_comparison() -> Outcome {
    let shell = Shell::new()?;
    let lab = root().join("tests/golden/cases/global-table/lab.yaml");
    for lab in ["ecs-security".to_owned(), lab.display().to_string()] {
        let run = |format: &str| -> Result<String> {
            let ran = shell.run_with(["estimate", &lab, "--region", "all", "--format", format])?;
            Ok(ran.stdout)
        };
        let json: Value = serde_json::from_str(&run("json")?)?;
        let mut expected = Vec::new();
        for entry in list(&json, "regions")? {
            expected.push(comparison_row(entry)?);
        }
        assert!(expected.len() > 1);
        assert_eq!(rows_of_table(&run("table")?), expected, "table of {lab}");
        assert_eq!(
            rows_of_markdown(&run("markdown")?),
            expected,
            "Markdown of {lab}"
        );
        assert_eq!(rows_of_html(&run("html")?), expected, "HTML of {lab}");
        let mut rows = Vec::new();
        for record in csv::Reader::from_reader(run("csv")?.as_bytes()).records() {
            let mut row: Row = record?.iter().map(str::to_owned).collect();
            let gaps: usize = row[6].parse()?;
            // No row of these labs consists of gaps only.
            row[2] = shown(&row[2], gaps, usize::MAX)?;
            row[3] = shown(&row[3], gaps, usize::MAX)?;
            if !row[4].is_empty() {
                row[4] = cents(&row[4])?;
            }
            row[6] = if gaps == 0 {
                String::new()
            } else {
                gaps.to_string()
            };
            rows.push(row);
        }
        assert_eq!(rows, expected, "CSV of {lab}");
    }
    Ok(())
}

fn comparison_row(entry: &Value) -> Result<Row> {
    let totals = &entry["totals"];
    let gaps = number(totals, "gap_count")?;
    assert_eq!(list(entry, "gaps")?.len(), gaps);
    let above = match entry["above_cheapest"].as_str() {
        Some(above) => cents(above)?,
        None => String::new(),
    };
    Ok(vec![
        text(&entry["region"], "code")?.to_owned(),
        text(&entry["region"], "name")?.to_owned(),
        shown(sum(totals, "monthly")?, gaps, usize::MAX)?,
        shown(sum(totals, "twelve_months")?, gaps, usize::MAX)?,
        above,
        text(entry, "currency")?.to_owned(),
        if gaps == 0 {
            String::new()
        } else {
            gaps.to_string()
        },
    ])
}
