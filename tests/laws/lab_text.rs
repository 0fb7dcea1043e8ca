//! A plan's text as a lab file, in two styles: as a person writes it, and as a program does.

use super::lab_plan::{
    DataFlow, DynamoDb, Fargate, Flow, GuardDuty, Guess, Kind, LabPlan, Machine, Metered,
    MeteredQuantity, Per, ResourcePlan, When,
};

/// What YAML is made of.
pub(crate) enum Tree {
    Text(String),
    List(Vec<Self>),
    Map(Vec<(String, Self)>),
}

/// The entries of a mapping, collected one by one.
#[derive(Default)]
struct Entries(Vec<(String, Tree)>);

impl Entries {
    fn put(&mut self, key: &str, value: impl Into<Tree>) {
        self.0.push((key.to_owned(), value.into()));
    }

    fn put_if<T: Into<Tree>>(&mut self, key: &str, value: Option<T>) {
        if let Some(value) = value {
            self.put(key, value);
        }
    }
}

impl From<&str> for Tree {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Tree {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Entries> for Tree {
    fn from(entries: Entries) -> Self {
        Self::Map(entries.0)
    }
}

impl From<&Flow> for Tree {
    fn from(flow: &Flow) -> Self {
        guess(&flow.amount, &format!("/{}", flow.per.word()))
    }
}

impl From<&DataFlow> for Tree {
    fn from(flow: &DataFlow) -> Self {
        guess(
            &flow.amount,
            &format!(" {}/{}", flow.unit.0, flow.per.word()),
        )
    }
}

impl Per {
    fn word(self) -> &'static str {
        match self {
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
        }
    }
}

/// `1500` thousandths are `1.5`; whole thousands are set apart, whole millions become words.
fn number(thousandths: u64) -> String {
    let (whole, rest) = (thousandths / 1_000, thousandths % 1_000);
    if rest != 0 {
        let decimals = format!("{rest:03}");
        return format!("{whole}.{}", decimals.trim_end_matches('0'));
    }
    if whole >= 1_000 {
        return format!("{}{:03}", grouped(whole / 1_000), whole % 1_000);
    }
    whole.to_string()
}

/// The thousands of a number with commas, one at the end.
fn grouped(thousands: u64) -> String {
    if thousands >= 1_000 {
        return format!("{}{:03},", grouped(thousands / 1_000), thousands % 1_000);
    }
    format!("{thousands},")
}

fn guess(guess: &Guess, unit: &str) -> Tree {
    let [low, expected, high] = guess.thousandths.map(|value| number(value) + unit);
    if !guess.bounded {
        return expected.into();
    }
    let mut entries = Entries::default();
    entries.put("low", low);
    entries.put("expected", expected);
    entries.put("high", high);
    entries.into()
}

fn bytes(bytes: u64) -> Tree {
    // 5120 bytes are 5 KB; an odd number of bytes has no short name.
    if bytes.is_multiple_of(1_024) {
        format!("{} KB", bytes / 1_024).into()
    } else {
        format!("{bytes} B").into()
    }
}

fn put_when(entries: &mut Entries, when: &When) {
    match when {
        When::Always => entries.put("schedule", "always"),
        When::Once { length, unit, per } => {
            let unit = format!(" {}/{}", unit.0, per.word());
            entries.put("schedule", guess(length, &unit));
        }
        When::Runs {
            count,
            length,
            unit,
        } => {
            entries.put("runs", count);
            entries.put("run_time", guess(length, &format!(" {}", unit.0)));
        }
    }
}

fn fargate(plan: &Fargate) -> Entries {
    let mut entries = Entries::default();
    entries.put("type", "fargate");
    entries.put("vcpu", number(plan.vcpu_thousandths));
    entries.put("memory", number(plan.memory_gb_thousandths) + " GB");
    let (system, architecture) = match plan.machine {
        Machine::LinuxX86 => ("linux", "x86"),
        Machine::LinuxArm => ("linux", "arm"),
        Machine::Windows => ("windows", "x86"),
    };
    entries.put("operating_system", system);
    entries.put("architecture", architecture);
    entries.put(
        "ephemeral_storage",
        number(plan.storage_gb_thousandths) + " GB",
    );
    entries.put("tasks", guess(&plan.tasks, ""));
    put_when(&mut entries, &plan.when);
    if let Some([vcpu, gb]) = plan.spot {
        let rate = |millionths: u32| format!("0.{millionths:06}");
        entries.put("spot", "true");
        entries.put_if("spot_vcpu_hour_rate", vcpu.map(rate));
        entries.put_if("spot_gb_hour_rate", gb.map(rate));
    }
    entries
}

fn dynamodb(plan: &DynamoDb) -> Entries {
    let mut entries = Entries::default();
    entries.put("type", "dynamodb");
    if plan.infrequent_access {
        entries.put("table_class", "standard-ia");
    }
    entries.put("item_size", bytes(plan.item_bytes));
    entries.put_if("index_entry_size", plan.index_entry_bytes.map(bytes));
    entries.put("indexes", plan.indexes.to_string());
    if let Some(provisioned) = &plan.provisioned {
        entries.put("read_capacity_units", guess(&provisioned.read_units, ""));
        entries.put("write_capacity_units", guess(&provisioned.write_units, ""));
        put_when(&mut entries, &provisioned.when);
    } else {
        let [eventually, strongly, transactional] = &plan.on_demand.reads;
        entries.put_if("eventually_consistent_reads", eventually.as_ref());
        entries.put_if("strongly_consistent_reads", strongly.as_ref());
        entries.put_if("transactional_reads", transactional.as_ref());
        let [plain, transactional] = &plan.on_demand.writes;
        entries.put_if("writes", plain.as_ref());
        entries.put_if("transactional_writes", transactional.as_ref());
    }
    let gigabytes = |gb: &Option<Guess>| gb.as_ref().map(|gb| guess(gb, " GB"));
    entries.put_if("storage", gigabytes(&plan.storage_gb));
    entries.put(
        "point_in_time_recovery",
        plan.point_in_time_recovery.to_string(),
    );
    entries.put_if("backup_storage", gigabytes(&plan.backup_gb));
    let [restore, export, import] = &plan.transfers;
    entries.put_if("restore", restore.as_ref());
    entries.put_if("export", export.as_ref());
    entries.put_if("import", import.as_ref());
    entries.put_if("stream_reads", plan.stream_reads.as_ref());
    let replicas = plan.replicas.iter().map(|code| Tree::from(*code));
    entries.put("replicas", Tree::List(replicas.collect()));
    entries
}

fn guardduty(plan: &GuardDuty) -> Entries {
    let mut entries = Entries::default();
    entries.put("type", "guardduty");
    entries.put_if("cloudtrail_events", plan.cloudtrail_events.as_ref());
    entries.put_if("flow_and_dns_logs", plan.flow_and_dns_logs.as_ref());
    entries.put_if("s3_data_events", plan.s3_data_events.as_ref());
    entries.put_if("eks_audit_log_events", plan.eks_audit_log_events.as_ref());
    entries.put_if("lambda_network_logs", plan.lambda_network_logs.as_ref());
    let units = |units: &Option<Guess>| units.as_ref().map(|units| guess(units, ""));

    let mut runtime = Entries::default();
    let watched = plan.watched.iter().map(|name| Tree::from(name.as_str()));
    runtime.put("fargate_tasks", Tree::List(watched.collect()));
    runtime.put_if("ec2_vcpus", units(&plan.ec2_vcpus));
    runtime.put_if("eks_vcpus", units(&plan.eks_vcpus));
    put_when(&mut runtime, &plan.runtime_when);
    entries.put("runtime_monitoring", runtime);

    let mut databases = Entries::default();
    if let Some((engine, vcpus)) = &plan.rds {
        databases.put("engine", *engine);
        databases.put("vcpus", guess(vcpus, ""));
    }
    databases.put_if("aurora_capacity_units", units(&plan.aurora));
    put_when(&mut databases, &plan.rds_when);
    entries.put("rds_protection", databases);

    let mut scans = Entries::default();
    scans.put_if("ebs_scans", plan.ebs_scans.as_ref());
    scans.put_if("s3_scans", plan.s3_scans.as_ref());
    scans.put_if("s3_objects", plan.s3_objects.as_ref());
    if !scans.0.is_empty() {
        entries.put("malware_protection", scans);
    }
    entries
}

fn metered(plan: &Metered) -> Entries {
    let mut entries = Entries::default();
    entries.put("type", "metered");
    entries.put("service_code", plan.meter.service_code);
    entries.put("usage_type", plan.meter.usage_type);
    entries.put("bare_in_virginia", plan.meter.bare_in_virginia.to_string());
    entries.put_if("operation", plan.meter.operation);
    entries.put("unit", plan.meter.unit);
    match &plan.quantity {
        MeteredQuantity::Flow(flow) => entries.put("quantity", flow),
        MeteredQuantity::Hours { count, when } => {
            entries.put("count", guess(count, ""));
            put_when(&mut entries, when);
        }
        MeteredQuantity::Unknown => {}
    }
    entries
}

fn resource(plan: &ResourcePlan) -> (String, Tree) {
    let mut entries = match &plan.kind {
        Kind::Fargate(plan) => fargate(plan),
        Kind::DynamoDb(plan) => dynamodb(plan),
        Kind::GuardDuty(plan) => guardduty(plan),
        Kind::Metered(plan) => metered(plan),
    };
    entries.put("shared", plan.shared.to_string());
    (plan.name.clone(), entries.into())
}

impl LabPlan {
    /// The lab file as a tree.
    pub(crate) fn tree(&self) -> Tree {
        let mut entries = Entries::default();
        entries.put("version", "1");
        entries.put("name", "random");
        entries.put("participants", self.participants.to_string());
        let resources = self.resources.iter().map(resource);
        entries.put("resources", Tree::Map(resources.collect()));
        entries.into()
    }

    /// The lab file as a person writes it.
    pub(crate) fn text(&self) -> String {
        self.tree().as_block()
    }
}

impl Tree {
    /// Indented, without quotes, one value a line.
    pub(crate) fn as_block(&self) -> String {
        let mut text = String::new();
        self.write_block(0, &mut text);
        text
    }

    fn write_block(&self, depth: usize, text: &mut String) {
        let indent = "  ".repeat(depth);
        match self {
            Self::Text(scalar) => text.extend([" ", scalar, "\n"]),
            Self::List(items) if items.is_empty() => *text += " []\n",
            Self::Map(entries) if entries.is_empty() => *text += " {}\n",
            Self::List(items) => {
                *text += "\n";
                for item in items {
                    text.extend([&indent, "-"]);
                    item.write_block(depth + 1, text);
                }
            }
            Self::Map(entries) => {
                if depth > 0 {
                    *text += "\n";
                }
                for (key, value) in entries {
                    text.extend([&indent, key, ":"]);
                    value.write_block(depth + 1, text);
                }
            }
        }
    }

    /// On one line, everything in quotes: JSON, which is YAML too.
    pub(crate) fn as_json(&self) -> String {
        match self {
            Self::Text(text) => format!("\"{text}\""),
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(Self::as_json).collect();
                format!("[{}]", items.join(", "))
            }
            Self::Map(entries) => {
                let entries = entries.iter();
                let entries: Vec<String> = entries
                    .map(|(key, value)| format!("\"{key}\": {}", value.as_json()))
                    .collect();
                format!("{{{}}}", entries.join(", "))
            }
        }
    }
}
