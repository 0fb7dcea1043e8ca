//! Builds the tree from what the parser reads.

use std::borrow::Cow;
use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle, Span, Tag};

use super::duplicate::remove_duplicates;
use super::fault::{FAULTS_MAX, Fault, Spot};
use super::node::{Entry, Node, Value, quote, text_weight};
use super::parse::Limits;
use super::syntax;

/// A mapping or list whose end has not been read.
struct Open {
    spot: Spot,
    anchor: usize,
    /// The nodes read before it, by which its own weight is known at its end.
    nodes_before: usize,
    /// How many containers stand inside each other below it.
    height: usize,
    items: Items,
}

/// What has been read of an open mapping or list.
enum Items {
    Mapping {
        entries: Vec<Entry>,
        key: Option<(String, Spot)>,
    },
    Sequence(Vec<Node>),
}

/// A value that aliases may refer to.
struct Anchored {
    node: Node,
    weight: usize,
    height: usize,
}

/// Builds the tree from the events of the parser.
///
/// The open containers stand in a list rather than on the call stack, so that no text can
/// exhaust the stack.
pub(super) struct Builder {
    limits: Limits,
    open: Vec<Open>,
    anchors: HashMap<usize, Anchored>,
    nodes: usize,
    documents: usize,
    /// The finished tree, once there is one.
    pub(super) root: Option<Node>,
    /// What is wrong without ending the reading.
    pub(super) faults: Vec<Fault>,
}

impl Builder {
    /// Nothing has been read yet.
    pub(super) fn new(limits: Limits) -> Self {
        Self {
            limits,
            open: Vec::new(),
            anchors: HashMap::new(),
            nodes: 0,
            documents: 0,
            root: None,
            faults: Vec::new(),
        }
    }

    /// Reads the whole text; the error is the fault that ends the reading.
    pub(super) fn read(&mut self, text: &str) -> Result<(), Fault> {
        syntax::check_characters(text)?;
        let mut parser = Parser::new_from_str(text);
        while let Some(event) = parser.next_event() {
            let (event, span) =
                event.map_err(|error| syntax::explain(&error, text, self.limits.depth_max))?;
            self.on_event(event, span)?;
            if self.faults.len() > FAULTS_MAX {
                break;
            }
        }
        Ok(())
    }

    fn on_event(&mut self, event: Event<'_>, span: Span) -> Result<(), Fault> {
        let spot = spot(span);
        match event {
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    let message = "a second document starts here, but a file holds only one";
                    return Err(Fault::new(spot, message).with_hint("remove the line `---`"));
                }
                Ok(())
            }
            Event::Scalar(text, style, anchor, tag) => {
                self.on_scalar(text, style, anchor, tag.as_deref(), spot)
            }
            Event::Alias(anchor) => self.on_alias(anchor, spot),
            Event::MappingStart(anchor, tag) => {
                self.check_tag(tag.as_deref(), spot);
                self.open(
                    anchor,
                    spot,
                    Items::Mapping {
                        entries: Vec::new(),
                        key: None,
                    },
                )
            }
            Event::SequenceStart(anchor, tag) => {
                self.check_tag(tag.as_deref(), spot);
                self.open(anchor, spot, Items::Sequence(Vec::new()))
            }
            Event::MappingEnd | Event::SequenceEnd => self.close(),
            Event::StreamStart | Event::StreamEnd | Event::DocumentEnd | Event::Nothing => Ok(()),
        }
    }

    fn on_scalar(
        &mut self,
        text: Cow<'_, str>,
        style: ScalarStyle,
        anchor: usize,
        tag: Option<&Tag>,
        spot: Spot,
    ) -> Result<(), Fault> {
        self.check_tag(tag, spot);
        let quoted = style != ScalarStyle::Plain || tag.is_some_and(is_text_tag);
        let weight = text_weight(&text);
        self.count(weight, spot)?;
        if let Some(Open {
            items: Items::Mapping {
                key: key @ None, ..
            },
            ..
        }) = self.open.last_mut()
        {
            if text.is_empty() && !quoted {
                return Err(Fault::new(spot, "a key is missing before the `:`"));
            }
            *key = Some((text.into_owned(), spot));
            return Ok(());
        }
        let node = self.scalar_node(text, quoted, spot);
        self.remember(anchor, &node, weight, 0)?;
        self.add(node, 0);
        Ok(())
    }

    /// A scalar as a node; an empty one stands where its key does, since it has no place itself.
    fn scalar_node(&self, text: Cow<'_, str>, quoted: bool, spot: Spot) -> Node {
        if quoted || !matches!(text.as_ref(), "" | "~" | "null" | "Null" | "NULL") {
            return Node {
                spot,
                value: Value::Scalar {
                    text: text.into_owned(),
                    quoted,
                },
            };
        }
        let key_spot = match self.open.last() {
            Some(Open {
                items:
                    Items::Mapping {
                        key: Some((_, spot)),
                        ..
                    },
                ..
            }) => Some(*spot),
            _ => None,
        };
        let spot = if text.is_empty() {
            key_spot.unwrap_or(spot)
        } else {
            spot
        };
        Node {
            spot,
            value: Value::Null,
        }
    }

    fn on_alias(&mut self, anchor: usize, spot: Spot) -> Result<(), Fault> {
        if self.expects_key() {
            return Err(Fault::new(spot, "an alias cannot be a key"));
        }
        let Some(Anchored {
            node,
            weight,
            height,
        }) = self.anchors.get(&anchor)
        else {
            return Err(Fault::new(
                spot,
                "the alias stands inside the value that it refers to",
            ));
        };
        let (weight, height) = (*weight, *height);
        if self.open.len() + height > self.limits.depth_max {
            return Err(syntax::too_deep(spot, self.limits.depth_max));
        }
        if self.nodes + weight > self.limits.nodes_max {
            return Err(too_many(spot, self.limits.nodes_max));
        }
        let node = Node {
            spot,
            value: node.value.clone(),
        };
        self.nodes += weight;
        self.add(node, height);
        Ok(())
    }

    fn open(&mut self, anchor: usize, spot: Spot, items: Items) -> Result<(), Fault> {
        if self.expects_key() {
            let found = match items {
                Items::Mapping { .. } => "a mapping",
                Items::Sequence(_) => "a list",
            };
            let message = format!("expected a key, found {found}");
            return Err(Fault::new(spot, message).with_hint("quote the text if it is meant as one"));
        }
        if self.open.len() >= self.limits.depth_max {
            return Err(syntax::too_deep(spot, self.limits.depth_max));
        }
        let nodes_before = self.nodes;
        self.count(1, spot)?;
        self.open.push(Open {
            spot,
            anchor,
            nodes_before,
            height: 0,
            items,
        });
        Ok(())
    }

    fn close(&mut self) -> Result<(), Fault> {
        let Some(Open {
            mut spot,
            anchor,
            nodes_before,
            height,
            items,
        }) = self.open.pop()
        else {
            return Ok(());
        };
        let value = match items {
            Items::Mapping { mut entries, .. } => {
                remove_duplicates(&mut entries, &mut self.faults);
                if let Some(first) = entries.first() {
                    spot = widened(spot, first.key_spot);
                }
                Value::Mapping(entries)
            }
            Items::Sequence(nodes) => Value::Sequence(nodes),
        };
        let node = Node { spot, value };
        self.remember(anchor, &node, self.nodes - nodes_before, height + 1)?;
        self.add(node, height + 1);
        Ok(())
    }

    /// Puts a finished node into the container that is open, or makes it the root.
    fn add(&mut self, node: Node, height: usize) {
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return;
        };
        open.height = open.height.max(height);
        match &mut open.items {
            Items::Mapping { entries, key } => {
                if let Some((key, key_spot)) = key.take() {
                    entries.push(Entry {
                        key,
                        key_spot,
                        value: node,
                    });
                }
            }
            Items::Sequence(nodes) => nodes.push(node),
        }
    }

    /// Keeps a copy of a node that has an anchor. The copy counts, since anchors can be nested.
    fn remember(
        &mut self,
        anchor: usize,
        node: &Node,
        weight: usize,
        height: usize,
    ) -> Result<(), Fault> {
        if anchor > 0 {
            self.count(weight, node.spot)?;
            self.anchors.insert(
                anchor,
                Anchored {
                    node: node.clone(),
                    weight,
                    height,
                },
            );
        }
        Ok(())
    }

    fn count(&mut self, weight: usize, spot: Spot) -> Result<(), Fault> {
        self.nodes += weight;
        if self.nodes > self.limits.nodes_max {
            return Err(too_many(spot, self.limits.nodes_max));
        }
        Ok(())
    }

    fn expects_key(&self) -> bool {
        matches!(
            self.open.last(),
            Some(Open {
                items: Items::Mapping { key: None, .. },
                ..
            })
        )
    }

    /// Tags other than YAML's own would be lost without a word, so they are faults.
    fn check_tag(&mut self, tag: Option<&Tag>, spot: Spot) {
        let Some(tag) = tag.filter(|tag| !tag.is_yaml_core_schema() && !is_text_tag(tag)) else {
            return;
        };
        let message = format!("the tag {} has no meaning here", quote(&tag.to_string()));
        let hint = "quote the text if it is meant to begin with `!`";
        self.faults.push(Fault::new(spot, message).with_hint(hint));
    }
}

/// Whether a tag says that a scalar is text: `!!str` or `!`.
fn is_text_tag(tag: &Tag) -> bool {
    (tag.is_yaml_core_schema() && tag.suffix == "str")
        || (tag.handle.is_empty() && tag.suffix == "!")
}

fn too_many(spot: Spot, nodes_max: usize) -> Fault {
    Fault::new(
        spot,
        format!("the file holds more than {nodes_max} values, counting aliases"),
    )
}

/// The place of a span, of which only the first line is underlined.
fn spot(span: Span) -> Spot {
    let length = if span.start.line() == span.end.line() {
        span.len().max(1)
    } else {
        1
    };
    Spot {
        line: span.start.line(),
        column: span.start.col() + 1,
        length,
    }
}

/// The spot of a mapping, which has no width of its own, as wide as its first key.
fn widened(spot: Spot, key: Spot) -> Spot {
    if (spot.line, spot.column) == (key.line, key.column) {
        key
    } else {
        spot
    }
}
