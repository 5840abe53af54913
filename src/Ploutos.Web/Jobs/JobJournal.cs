using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Ploutos.Web.Json;
using Ploutos.Workflows;
using Ploutos.Workspace;

namespace Ploutos.Web.Jobs;

/// <summary><c>logs/jobs.jsonl</c>: a line when a job begins and one when it ends, only ever
/// appended to; so the list outlives the server.</summary>
internal sealed partial class JobJournal(WorkspaceFolder workspace, ILogger<JobJournal> log)
{
    /// <summary>Bytes at the end of the file that are read: some thousand jobs.</summary>
    private const int Tail = 4 << 20;

    private readonly Lock _gate = new();

    private string Path => System.IO.Path.Combine(workspace.LogFolder, "jobs.jsonl");

    /// <summary>Appends a job as it stands. A disk that can't be written does not stop the job.</summary>
    public void Write(JobSnapshot job)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(job, ApiJson.Default.JobSnapshot), (byte)'\n'];
        try
        {
            lock (_gate)
            {
                Directory.CreateDirectory(workspace.LogFolder);
                using var stream = new FileStream(
                    Path,
                    FileMode.OpenOrCreate,
                    FileAccess.ReadWrite,
                    FileShare.ReadWrite
                );
                if (stream.Length > 0)
                {
                    stream.Seek(-1, SeekOrigin.End);
                    if (stream.ReadByte() != '\n') // a crash cut the line before off
                        stream.WriteByte((byte)'\n');
                }

                stream.Seek(0, SeekOrigin.End);
                stream.Write(line);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Unwritten(e.Message);
        }
    }

    /// <summary>The jobs of earlier starts, each as it was last written; one that never ended was
    /// interrupted.</summary>
    public IReadOnlyList<JobSnapshot> Read()
    {
        var jobs = new OrderedDictionary<string, JobSnapshot>();
        foreach (string line in Lines())
        {
            try
            {
                if (JsonSerializer.Deserialize(line, ApiJson.Default.JobSnapshot) is { } job)
                    jobs[job.Id] = job;
            }
            catch (JsonException)
            {
                continue; // a line that a crash cut off, or the first of the tail
            }
        }

        return [.. jobs.Values.Select(j => j.State == JobState.Running ? j with { State = JobState.Interrupted } : j)];
    }

    private string[] Lines()
    {
        try
        {
            using var stream = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            stream.Seek(-Math.Min(Tail, stream.Length), SeekOrigin.End);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    [LoggerMessage(LogLevel.Warning, "The list of jobs could not be written: {Reason}")]
    private partial void Unwritten(string reason);
}
