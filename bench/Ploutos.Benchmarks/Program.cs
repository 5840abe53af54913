using BenchmarkDotNet.Running;
using Ploutos.Benchmarks.Micro;
using Ploutos.Benchmarks.Peer;
using Ploutos.Benchmarks.Scale;

// `peer VERB ...` times one thing beside Python and prints JSON lines (bench/compare.sh runs it);
// anything else goes to BenchmarkDotNet.
if (args is ["peer", .. string[] rest])
    return PeerCommand.Run(rest);
if (args is ["scale", .. string[] scale])
    return ScaleCommand.Run(scale);
BenchmarkSwitcher.FromAssembly(typeof(PeerCommand).Assembly).Run(args, new MicroConfig());
return 0;
