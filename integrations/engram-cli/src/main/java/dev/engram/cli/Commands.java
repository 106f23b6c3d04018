package dev.engram.cli;

import dev.engram.cli.command.AuditCommand;
import dev.engram.cli.command.BackupCommand;
import dev.engram.cli.command.DoctorCommand;
import dev.engram.cli.command.EntitiesCommand;
import dev.engram.cli.command.EraseCommand;
import dev.engram.cli.command.EvolutionCommand;
import dev.engram.cli.command.ExportCommand;
import dev.engram.cli.command.FactsCommand;
import dev.engram.cli.command.FeedbackCommand;
import dev.engram.cli.command.FlagCommand;
import dev.engram.cli.command.ForgetCommand;
import dev.engram.cli.command.GetCommand;
import dev.engram.cli.command.HealthCommand;
import dev.engram.cli.command.HistoryCommand;
import dev.engram.cli.command.ImportCommand;
import dev.engram.cli.command.KeyCommand;
import dev.engram.cli.command.LinkCommand;
import dev.engram.cli.command.ListCommand;
import dev.engram.cli.command.MaintainCommand;
import dev.engram.cli.command.MigrateCommand;
import dev.engram.cli.command.PurgeCommand;
import dev.engram.cli.command.RecallCommand;
import dev.engram.cli.command.ReleaseCommand;
import dev.engram.cli.command.RememberCommand;
import dev.engram.cli.command.RestoreCommand;
import dev.engram.cli.command.SnapshotsCommand;
import dev.engram.cli.command.StatsCommand;
import dev.engram.cli.command.TimelineCommand;
import dev.engram.cli.command.UpdateCommand;
import dev.engram.cli.demo.DemoCommand;
import dev.engram.cli.host.Host;
import dev.engram.cli.measure.BenchCommand;
import dev.engram.cli.measure.EvalCommand;
import java.util.List;

/** Every command, in the order of the help. A new one is registered here and nowhere else. */
final class Commands {
  private Commands() {}

  /** The commands, each annotated with its name. */
  static List<Object> all(Host host) {
    return List.of(
        new DemoCommand(host),
        new RememberCommand(host),
        new RecallCommand(host),
        new GetCommand(host),
        new ListCommand(host),
        new FactsCommand(host),
        new EntitiesCommand(host),
        new TimelineCommand(host),
        new EvolutionCommand(host),
        new UpdateCommand(host),
        new FeedbackCommand(host),
        new ForgetCommand(host),
        new RestoreCommand(host),
        new FlagCommand(host),
        new ReleaseCommand(host),
        new EraseCommand(host),
        new PurgeCommand(host),
        new LinkCommand(host),
        new HistoryCommand(host),
        new StatsCommand(host),
        new HealthCommand(host),
        new DoctorCommand(host),
        new AuditCommand(host),
        new MaintainCommand(host),
        new KeyCommand(host),
        new MigrateCommand(host),
        new SnapshotsCommand(host),
        new ExportCommand(host),
        new ImportCommand(host),
        new BackupCommand(host),
        new EvalCommand(),
        new BenchCommand());
  }
}
