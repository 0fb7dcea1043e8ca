//! Lab files: no text is too much for the reader, and a fault is where it says.

use labcost::lab::{LabError, STARTER, builtin_text, parse_lab};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::cases::cases;
use super::lab_strategy::lab;

/// What lab files are made of, and what they should not be made of.
const PIECES: [&str; 40] = [
    "\n",
    "\n  ",
    "\n    ",
    ": ",
    ":",
    "- ",
    "[",
    "]",
    "{",
    "}",
    ", ",
    "\"",
    "'",
    "#",
    "&a",
    "*a",
    "!!str ",
    "|\n",
    "\t",
    "\r\n",
    "\r",
    "\0",
    "\u{85}",
    "\u{2028}",
    "é",
    "\u{feff}",
    "version: 1",
    "name: lab",
    "resources:",
    "type: fargate",
    "like: ",
    "vcpu: 1",
    "memory: 2 GB",
    "schedule: 15 min/day",
    "low: 1",
    "expected: 2",
    "participants: ",
    "-1",
    "99999999999999999999",
    "budget: {amount: 5.00 USD}",
];

/// One change to a text, at a place.
#[derive(Clone, Debug)]
enum Change {
    Insert(&'static str),
    Remove(usize),
    Repeat(usize),
    RemoveLine,
    RepeatLine,
}

fn changes() -> impl Strategy<Value = Vec<(Index, Change)>> {
    let change = prop_oneof![
        select(&PIECES[..]).prop_map(Change::Insert),
        (1_usize..20).prop_map(Change::Remove),
        (1_usize..200).prop_map(Change::Repeat),
        Just(Change::RemoveLine),
        Just(Change::RepeatLine),
    ];
    prop::collection::vec((any::<Index>(), change), 1..=4)
}

fn changed(text: &str, changes: &[(Index, Change)]) -> String {
    let mut text = text.to_owned();
    for (place, change) in changes {
        let mut characters: Vec<char> = text.chars().collect();
        let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
        if lines.is_empty() {
            break;
        }
        let start = place.index(characters.len());
        let line = place.index(lines.len());
        let end = |length: usize| (start + length).min(characters.len());
        text = match change {
            Change::RemoveLine => {
                lines.remove(line);
                lines.concat()
            }
            Change::RepeatLine => {
                lines.insert(line, lines[line]);
                lines.concat()
            }
            Change::Insert(piece) => {
                characters.splice(start..start, piece.chars());
                characters.into_iter().collect()
            }
            Change::Remove(length) => {
                characters.drain(start..end(*length));
                characters.into_iter().collect()
            }
            Change::Repeat(length) => {
                let part = characters[start..end(*length)].to_vec();
                characters.splice(start..start, part);
                characters.into_iter().collect()
            }
        };
    }
    text
}

/// A text is a lab, or each of its faults stands in a line that exists.
fn lab_or_placed_faults(text: &str) -> Result<(), TestCaseError> {
    let faults = match parse_lab("random.yaml", text) {
        Ok(_) => return Ok(()),
        Err(LabError::Faulty { faults, .. }) => faults,
        Err(other) => return Err(TestCaseError::fail(other.to_string())),
    };
    prop_assert!(!faults.is_empty());
    // In YAML, a carriage return alone ends a line, too. An empty text is one empty line.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<&str> = if text.is_empty() {
        vec![""]
    } else {
        text.lines().collect()
    };
    for found in &faults {
        let (spot, message) = (found.fault.spot, &found.fault.message);
        prop_assert!(
            (1..=lines.len()).contains(&spot.line),
            "{:?} {} {:?}",
            text,
            message,
            spot
        );
        let line = lines[spot.line - 1];
        prop_assert_eq!(&found.line_text, line);
        let columns = line.chars().count() + 1;
        prop_assert!(
            (1..=columns).contains(&spot.column),
            "{:?} {} {:?}",
            text,
            message,
            spot
        );
        prop_assert!(!message.is_empty());
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn any_text_is_a_lab_or_has_placed_faults(text in any::<String>()) {
        lab_or_placed_faults(&text)?;
    }

    #[test]
    fn anything_like_a_lab_is_one_or_has_placed_faults(
        pieces in prop::collection::vec(select(&PIECES[..]), 0..40),
    ) {
        lab_or_placed_faults(&pieces.concat())?;
    }

    #[test]
    fn a_spoilt_lab_is_a_lab_or_has_placed_faults(
        text in select(vec![STARTER, builtin_text("ecs-security").unwrap()]),
        changes in changes(),
    ) {
        lab_or_placed_faults(&changed(text, &changes))?;
    }

    #[test]
    fn a_spoilt_random_lab_is_a_lab_or_has_placed_faults(
        plan in lab(),
        changes in changes(),
    ) {
        lab_or_placed_faults(&changed(&plan.text(), &changes))?;
    }

    #[test]
    fn a_lab_written_as_json_is_the_same_lab(plan in lab()) {
        let person = parse_lab("random.yaml", &plan.text()).unwrap();
        let program = parse_lab("random.yaml", &plan.tree().as_json()).unwrap();
        prop_assert_eq!(person, program);
    }

    #[test]
    fn line_ends_of_windows_change_nothing(plan in lab()) {
        let unix = plan.text();
        let windows = unix.replace('\n', "\r\n");
        prop_assert_eq!(parse_lab("a", &unix).unwrap(), parse_lab("a", &windows).unwrap());
    }

    #[test]
    fn a_resource_like_another_is_the_other(plan in lab(), which in any::<Index>()) {
        let original = &plan.resources[which.index(plan.resources.len())].name;
        let tree = plan.text();
        let kind = tree.split(&format!("  {original}:\n    type: ")).nth(1).unwrap();
        let kind = kind.lines().next().unwrap();
        let text = format!("{tree}  copy:\n    type: {kind}\n    like: {original}\n");
        let lab = parse_lab("random.yaml", &text).unwrap();
        let [original, copy] = [original, "copy"].map(|name| lab.resource(name).unwrap());
        prop_assert_eq!(&original.resource, &copy.resource);
        prop_assert_eq!(original.shared, copy.shared);
    }
}

/// What stands twice would be billed twice.
#[test]
fn a_name_that_is_listed_twice_is_a_fault() {
    let text = "version: 1
name: twice
resources:
  table:
    type: dynamodb
    item_size: 1 KB
    replicas: [us-west-2, eu-west-1, us-west-2]
  task: {type: fargate, vcpu: 1, memory: 2 GB, schedule: always}
  detector:
    type: guardduty
    runtime_monitoring:
      fargate_tasks: [task, task]
";
    let Err(LabError::Faulty { faults, .. }) = parse_lab("twice.yaml", text) else {
        panic!("two faults")
    };
    let places: Vec<_> = faults
        .iter()
        .map(|found| (found.fault.spot.line, found.fault.spot.column))
        .collect();
    assert_eq!(places, [(7, 38), (12, 29)]);
}
